import { describe, expect, it } from 'vitest';
import { accessEntry, serviceEntry } from '../../../../src/diff/platforms/cisco-access-entry.ts';

describe('an entry of a Cisco access list', () => {
  it.each([
    ['permit tcp any any eq www', 'permit 6 any any eq 80'],
    ['permit 6 any any eq 80', 'permit 6 any any eq 80'],
    ['permit tcp any any eq www 443 bgp', 'permit 6 any any eq 80 443 179'],
    ['permit tcp any eq telnet any established log', 'permit 6 any eq 23 any established log'],
    ['deny   udp any any range snmp snmptrap', 'deny 17 any any range 161 162'],
    ['permit udp any any eq 514', 'permit 17 any any eq 514'],
    ['permit ospf any host 224.0.0.5', 'permit 89 any host 224.0.0.5'],
    ['permit icmp any any echo', 'permit 1 any any echo'],
    ['permit ip 10.0.0.99 0.0.0.255 any', 'permit ip 10.0.0.0 0.0.0.255 any'],
    ['permit ip 10.0.0.1 0.0.0.0 0.0.0.0 255.255.255.255', 'permit ip host 10.0.0.1 any'],
    ['permit 10.0.0.1', 'permit host 10.0.0.1'],
    ['permit 10.0.0.1 log', 'permit host 10.0.0.1 log'],
    ['permit host 10.0.0.1', 'permit host 10.0.0.1'],
    ['permit 10.0.0.1 0.0.0.0', 'permit host 10.0.0.1'],
    ['deny any log', 'deny any log'],
    ['permit tcp 2001:DB8:0:0::/32 any eq www', 'permit 6 2001:db8::/32 any eq 80'],
    ['permit tcp host 2001:DB8::0:1 any', 'permit 6 host 2001:db8::1 any'],
    [
      'permit tcp 10.1.7.7 0.0.255.255 object-group G eq www',
      'permit 6 10.1.0.0 0.0.255.255 object-group G eq 80',
    ],
    ['permit object-group S any object-group G', 'permit object-group S any object-group G'],
    ['remark permit  tcp any eq www', 'remark permit  tcp any eq www'],
  ])('%s is %s', (entry, canonical) => {
    expect(accessEntry(entry)).toBe(canonical);
  });

  it('has one name per port and protocol: what is 514 over TCP is another service over UDP', () => {
    expect(accessEntry('permit tcp any any eq cmd')).toBe(accessEntry('permit tcp any any eq 514'));
    expect(accessEntry('permit udp any any eq syslog')).toBe(accessEntry('permit udp any any eq 514'));
  });

  it('is none when it neither permits nor denies nor remarks', () => {
    expect(accessEntry('allow tcp any any')).toBeNull();
  });

  it('leaves words alone that are no ports although they are names of ports', () => {
    expect(accessEntry('permit tcp any any eq www time-range www')).toBe(
      'permit 6 any any eq 80 time-range www',
    );
  });

  it('of a service group has numbers too', () => {
    expect(serviceEntry('tcp source gt 1023')).toBe('6 source gt 1023');
    expect(serviceEntry('udp eq domain')).toBe('17 eq 53');
  });
});
