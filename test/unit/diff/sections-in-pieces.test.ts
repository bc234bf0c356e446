import { describe, expect, it } from 'vitest';
import { readItems } from '../../../src/diff/read-items.ts';

/** Every item of an EOS text as `place / key = line`. */
function itemsOf(...lines: readonly string[]): readonly string[] {
  const read = readItems('arista_eos', lines.join('\n'), { kind: 'whole' }, 'intended');
  if (!read.ok) throw new Error(read.reason);
  return read.items.map(({ path, key, line }) => `${[...path, key].join(' / ')} = ${line}`);
}

describe('a section that is written in pieces', () => {
  it('is one section, however each piece is indented', () => {
    const pieces = itemsOf(
      'interface Ethernet1',
      '   description uplink',
      'interface Ethernet1',
      '      mtu 9214',
      'interface Ethernet1',
      ' shutdown',
    );
    expect(pieces).toEqual(
      itemsOf('interface Ethernet1', '   description uplink', '   mtu 9214', '   shutdown'),
    );
  });

  it('may be written in one line for each entry', () => {
    const lines = itemsOf(
      'ip prefix-list OUT seq 10 permit 192.0.2.0/24',
      'ip prefix-list OUT seq 20 permit 198.51.100.0/24 le 25',
    );
    expect(lines).toEqual(
      itemsOf(
        'ip prefix-list OUT',
        '   seq 10 permit 192.0.2.0/24',
        '   seq 20 permit 198.51.100.0/24 le 25',
      ),
    );
  });
});

describe('a line', () => {
  it('whose default hangs on the top level is read by what stands there', () => {
    const port = ['interface Ethernet1', '   switchport'];
    const item = 'interface Ethernet1 / switchport = switchport';
    expect(itemsOf(...port)).not.toContain(item);
    expect(itemsOf('switchport default mode routed', ...port)).toContain(item);
    expect(itemsOf(...port, 'switchport default mode routed')).toContain(item);
  });

  it('in an older spelling is the line in the newer one, inside sections too', () => {
    expect(
      itemsOf(
        'router bgp 65001',
        '   neighbor SPINES peer-group',
        '   neighbor 10.0.0.1 peer-group SPINES',
        'interface Vlan10',
        '   vrf forwarding RED',
      ),
    ).toEqual(
      itemsOf(
        'router bgp 65001',
        '   neighbor SPINES peer group',
        '   neighbor 10.0.0.1 peer group SPINES',
        'interface Vlan10',
        '   vrf RED',
      ),
    );
  });

  it('may lack a word that only some have, and is named alike', () => {
    expect(itemsOf('ip access-list standard A')).toEqual(['ip access-list A = ip access-list standard A']);
    expect(itemsOf('ip access-list A')).toEqual(['ip access-list A = ip access-list A']);
  });
});
