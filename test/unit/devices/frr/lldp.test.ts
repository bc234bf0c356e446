import { describe, expect, it } from 'vitest';
import { parseLldp } from '../../../../src/devices/frr/lldp.ts';

const neighbor = (name: string, system: string, port: object) => ({
  name,
  via: 'LLDP',
  chassis: [{ id: [{ type: 'mac', value: '02:00:00:00:00:01' }], name: [{ value: system }] }],
  port: [port],
});

describe('what lldpcli tells as json0', () => {
  it('names the port of lldpd by its description, and the port of a switch by its id', () => {
    const lldp = [
      {
        interface: [
          neighbor('eth1', 'r2', {
            id: [{ type: 'mac', value: '02:00:00:00:00:02' }],
            descr: [{ value: 'eth7' }],
          }),
          neighbor('eth2', 'sw1', {
            id: [{ type: 'ifname', value: 'Ethernet3' }],
            descr: [{ value: 'to r1' }],
          }),
        ],
      },
    ];
    expect(parseLldp({ lldp })).toEqual({
      eth1: { system: 'r2', port: 'eth7' },
      eth2: { system: 'sw1', port: 'Ethernet3' },
    });
  });

  it('has no neighbor where nobody speaks, and leaves out one without a name', () => {
    expect(parseLldp({ lldp: [{}] })).toEqual({});
    const nameless = { ...neighbor('eth1', '', {}), chassis: [{ id: [{ type: 'mac', value: 'x' }] }] };
    expect(parseLldp({ lldp: [{ interface: [nameless] }] })).toEqual({});
  });
});
