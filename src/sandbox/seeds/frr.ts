import { CORE_AS, deskPorts } from './platform-seed.ts';
import type { PlatformSeed, SeededDevice } from './platform-seed.ts';

const MANAGEMENT = 'mgmt0';
const UPLINK = 'eth1';

/** A router on a Linux host; its accounts have a shell, which is what arms its dead-man job. */
export const FRR_SEED: PlatformSeed = {
  slug: 'frr',
  configuration: (device) =>
    [
      'frr defaults traditional',
      `hostname ${device.hostname}`,
      'service integrated-vtysh-config',
      '!',
      // Its address is the kernel's, as on a real host: FRR does not show it, and intent leaves it alone.
      ...section(MANAGEMENT, ['description management']),
      ...section(UPLINK, ['description uplink to core', `ip address ${device.uplink}.1/30`]),
      ...desksOf(device).flatMap(({ name, description }) => section(name, [`description ${description}`])),
      `router bgp ${device.as}`,
      ' no bgp ebgp-requires-policy',
      ` neighbor ${device.uplink}.2 remote-as ${CORE_AS}`,
      ` neighbor ${device.uplink}.2 timers 1 3`,
      'exit',
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
    ...desksOf(device),
  ],
  lldpNeighbors: [{ interface: UPLINK, system: 'core', port: 'Ethernet1' }],
  uplinkPort: UPLINK,
};

function section(name: string, lines: readonly string[]): readonly string[] {
  return [`interface ${name}`, ...lines.map((line) => ` ${line}`), 'exit', '!'];
}

function desksOf(device: SeededDevice) {
  return deskPorts(device, (index) => `eth${index + 2}`);
}
