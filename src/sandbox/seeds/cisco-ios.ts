import { CORE_AS, deskPorts } from './platform-seed.ts';
import type { PlatformSeed, SeededDevice } from './platform-seed.ts';

const MANAGEMENT = 'GigabitEthernet0/0';
const UPLINK = 'GigabitEthernet0/1';

/** A switch with a routed uplink; its archive is what arms its revert timer. */
export const CISCO_IOS_SEED: PlatformSeed = {
  slug: 'cisco-ios',
  configuration: (device) =>
    [
      `hostname ${device.hostname}`,
      '!',
      'lldp run',
      '!',
      'archive',
      ' path flash:before',
      '!',
      // The one VLAN its ports use, under the name NetBox has for it.
      ...(device.accessPorts === 0 ? [] : ['vlan 10', ' name office', '!']),
      `interface ${MANAGEMENT}`,
      ' description management',
      ` ip address ${device.management} 255.255.0.0`,
      '!',
      `interface ${UPLINK}`,
      ' description uplink to core',
      ` ip address ${device.uplink}.1 255.255.255.252`,
      '!',
      ...desksOf(device).flatMap(({ name, description }) => [
        `interface ${name}`,
        ` description ${description}`,
        ' switchport access vlan 10',
        ' switchport mode access',
        '!',
      ]),
      `router bgp ${device.as}`,
      ` neighbor ${device.uplink}.2 remote-as ${CORE_AS}`,
      ` neighbor ${device.uplink}.2 timers 1 3`,
      '!',
      'end',
      '',
    ].join('\n'),
  interfaces: (device) => [
    {
      name: MANAGEMENT,
      description: 'management',
      mgmtOnly: true,
      addresses: [`${device.management}/16`],
    },
    { name: UPLINK, description: 'uplink to core', addresses: [`${device.uplink}.1/30`] },
    ...desksOf(device).map((port) => ({ ...port, mode: 'access', untaggedVlan: 10 })),
  ],
  lldpNeighbors: [{ interface: UPLINK, system: 'core', port: 'Ethernet1' }],
  uplinkPort: UPLINK,
};

function desksOf(device: SeededDevice) {
  return deskPorts(device, (index) => `GigabitEthernet0/${index + 2}`);
}
