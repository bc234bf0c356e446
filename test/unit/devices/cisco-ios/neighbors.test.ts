import { describe, expect, it } from 'vitest';
import { parseIosLldp } from '../../../../src/devices/cisco-ios/lldp.ts';
import { parseIosOspf } from '../../../../src/devices/cisco-ios/ospf.ts';

describe('neighbors of an IOS device', () => {
  describe('by LLDP', () => {
    const TEXT = `
------------------------------------------------
Local Intf: Gi0/1
Chassis id: 0050.56bb.0001
Port id: Gi0/2
Port Description: to edge1
System Name: core1.example.net

System Description: 
Local Intf is only a word here

Time remaining: 96 seconds
Management Addresses:
    IP: 192.0.2.1
------------------------------------------------
Local Intf: Gi0/11
Chassis id: 0050.56bb.0002
Port id: 0050.56bb.0002

Total entries displayed: 2
`;
    const names = ['GigabitEthernet0/1', 'GigabitEthernet0/11', 'GigabitEthernet1/0/1'];

    it('are known by full interface names, and by their chassis where they send no name', () => {
      expect(parseIosLldp(TEXT, names)).toEqual({
        'GigabitEthernet0/1': { system: 'core1.example.net', port: 'Gi0/2' },
        'GigabitEthernet0/11': { system: '0050.56bb.0002', port: '0050.56bb.0002' },
      });
    });

    it('keep the short name where two interfaces could be meant', () => {
      expect(Object.keys(parseIosLldp(TEXT, [...names, 'GigabitSomething0/1']) ?? {})).toContain('Gi0/1');
    });

    it('are unknown, not none, where LLDP is off', () => {
      expect(parseIosLldp('% LLDP is not enabled\n', names)).toBeNull();
      expect(parseIosLldp('\nTotal entries displayed: 0\n', names)).toEqual({});
    });
  });

  describe('by OSPF', () => {
    it('are adjacent when full, or two-way between two that are not designated', () => {
      const text = `
Neighbor ID     Pri   State           Dead Time   Address         Interface
192.0.2.2         1   FULL/DR         00:00:37    10.0.12.2       GigabitEthernet2
192.0.2.3         0   FULL/  -        00:00:33    10.0.13.2       Serial0/0
192.0.2.4         1   2WAY/DROTHER    00:00:31    10.0.14.4       GigabitEthernet3
192.0.2.5         1   EXSTART/BDR     00:00:31    10.0.14.5       GigabitEthernet3
192.0.2.6         1   DOWN/DROTHER       -        10.0.14.6       GigabitEthernet3
`;
      expect(parseIosOspf(text)).toEqual({
        '10.0.12.2': { adjacent: true, state: 'FULL/DR', interface: 'GigabitEthernet2' },
        '10.0.13.2': { adjacent: true, state: 'FULL/-', interface: 'Serial0/0' },
        '10.0.14.4': { adjacent: true, state: '2WAY/DROTHER', interface: 'GigabitEthernet3' },
        '10.0.14.5': { adjacent: false, state: 'EXSTART/BDR', interface: 'GigabitEthernet3' },
        '10.0.14.6': { adjacent: false, state: 'DOWN/DROTHER', interface: 'GigabitEthernet3' },
      });
    });

    it('are none where there is no answer', () => {
      expect(parseIosOspf('')).toEqual({});
    });
  });
});
