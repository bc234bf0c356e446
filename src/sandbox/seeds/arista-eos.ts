import { CORE_AS, deskPorts } from './platform-seed.ts';
import type { PlatformSeed, SeededDevice } from './platform-seed.ts';

const MANAGEMENT = 'Management1';
const UPLINK = 'Ethernet1';

/** A switch with a routed uplink; it takes changes back through its commit timer, which needs nothing to be set up. */
export const ARISTA_EOS_SEED: PlatformSeed = {
  slug: 'arista-eos',
  configuration: (device) =>
    [
      'service routing protocols model multi-agent',
      '!',
      `hostname ${device.hostname}`,
      '!',
      // The one VLAN its ports use, under the name NetBox has for it.
      ...(device.accessPorts === 0 ? [] : ['vlan 10', '   name office', '!']),
      `interface ${UPLINK}`,
      '   description uplink to core',
      '   no switchport',
      `   ip address ${device.uplink}.1/30`,
      '!',
      // Its ports are access ports by default, and say so by no line.
      ...desksOf(device).flatMap(({ name, description }) => [
        `interface ${name}`,
        `   description ${description}`,
        '   switchport access vlan 10',
        '!',
      ]),
      `interface ${MANAGEMENT}`,
      '   description management',
      `   ip address ${device.management}/16`,
      '!',
      'ip routing',
      '!',
      `router bgp ${device.as}`,
      `   neighbor ${device.uplink}.2 remote-as ${CORE_AS}`,
      `   neighbor ${device.uplink}.2 timers 1 3`,
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
  return deskPorts(device, (index) => `Ethernet${index + 2}`);
}
