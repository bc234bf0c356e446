import { CORE_AS, deskPorts } from './platform-seed.ts';
import type { PlatformSeed, SeededDevice } from './platform-seed.ts';

const MANAGEMENT = 'fxp0';
const UPLINK = 'ge-0/0/0';

/** A switch with a routed uplink. */
export const JUNIPER_JUNOS_SEED: PlatformSeed = {
  slug: 'juniper-junos',
  configuration: (device) =>
    [
      `set system host-name ${device.hostname}`,
      // Without it nothing can be committed.
      'set system root-authentication encrypted-password "$6$sandbox$nothing"',
      'set system services ssh',
      `set interfaces ${UPLINK} description "uplink to core"`,
      `set interfaces ${UPLINK} unit 0 family inet address ${device.uplink}.1/30`,
      ...desksOf(device).flatMap(({ name, description }) => [
        `set interfaces ${name} description "${description}"`,
        `set interfaces ${name} unit 0 family ethernet-switching interface-mode access`,
        `set interfaces ${name} unit 0 family ethernet-switching vlan members office`,
      ]),
      `set interfaces ${MANAGEMENT} description management`,
      `set interfaces ${MANAGEMENT} unit 0 family inet address ${device.management}/16`,
      `set routing-options autonomous-system ${device.as}`,
      `set protocols bgp group core type external`,
      `set protocols bgp group core hold-time 3`,
      `set protocols bgp group core neighbor ${device.uplink}.2 peer-as ${CORE_AS}`,
      'set protocols lldp interface all',
      // The one VLAN its ports use, under the name NetBox has for it.
      ...(device.accessPorts === 0 ? [] : ['set vlans office vlan-id 10']),
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
  return deskPorts(device, (index) => `ge-0/0/${index + 1}`);
}
