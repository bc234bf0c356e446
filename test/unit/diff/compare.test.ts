import { describe, expect, it } from 'vitest';
import type { Baseline, Scope } from '../../../src/domain/configuration.ts';
import type { ItemMark } from '../../../src/domain/item-mark.ts';
import type { ChangeId, Instant } from '../../../src/domain/ids.ts';
import type { Platform } from '../../../src/domain/platform.ts';
import { compareConfigurations, type Comparison, type ComparisonInput } from '../../../src/diff/compare.ts';
import { readItems } from '../../../src/diff/read-items.ts';

const MODEL: Scope = { kind: 'model' };
const WHOLE: Scope = { kind: 'whole' };

function baselineOf(text: string, scope: Scope, platform: Platform = 'frr'): Baseline {
  const read = readItems(platform, text, scope, 'intended');
  if (!read.ok) throw new Error(read.reason);
  return {
    v: 1,
    items: read.items,
    unexplained: [],
    ground: { serial: null, platform, version: '8.4.4', source: 'model', scope: 'any' },
  };
}

function compare(
  texts: { readonly intended: string; readonly live: string; readonly baseline?: string },
  scope: Scope,
  more: Partial<ComparisonInput> = {},
): Extract<Comparison, { ok: true }> {
  const platform = more.platform ?? 'frr';
  const comparison = compareConfigurations({
    platform,
    intended: { source: 'model', text: texts.intended, scope, provenance: [], warnings: [] },
    live: `${texts.live}end\n`,
    baseline: texts.baseline === undefined ? null : baselineOf(texts.baseline, scope, platform),
    marks: [],
    ...more,
  });
  if (!comparison.ok) throw new Error(comparison.reason);
  return comparison;
}

function described(value: string | null): string {
  return value === null
    ? 'interface eth1\n no shutdown\nexit\n'
    : `interface eth1\n description ${value}\n no shutdown\nexit\n`;
}

describe('the class of an item', () => {
  it.each([
    // baseline, intended, live, class
    ['a', 'a', 'a', null],
    ['a', 'b', 'b', null],
    [null, null, null, null],
    ['a', 'b', 'a', 'pending'],
    [null, 'b', null, 'pending'],
    ['a', null, 'a', 'pending'],
    ['a', 'a', 'b', 'foreign'],
    ['a', 'a', null, 'foreign'],
    [null, null, 'b', 'foreign'],
    ['a', 'b', 'c', 'conflict'],
    ['a', 'b', null, 'conflict'],
    [null, 'b', 'c', 'conflict'],
    ['a', null, 'c', 'conflict'],
  ] as const)('with baseline %s, intended %s and live %s is %s', (baseline, intended, live, expected) => {
    const texts = { baseline: described(baseline), intended: described(intended), live: described(live) };
    const { findings, inLine } = compare(texts, WHOLE);
    expect(findings.map((finding) => finding.class)).toEqual(expected === null ? [] : [expected]);
    expect(inLine).toBe(expected === null);
  });

  it('is unexplained without a baseline', () => {
    const { findings } = compare({ intended: described('b'), live: described('a') }, WHOLE);
    expect(findings).toMatchObject([
      {
        class: 'unexplained',
        kind: 'changed',
        intended: 'description b',
        live: 'description a',
        baseline: null,
      },
    ]);
  });

  it('is unexplained for an item that was never seen in line, while its neighbors have a baseline', () => {
    const baseline = {
      ...baselineOf('interface eth1\n shutdown\nexit\n', WHOLE),
      unexplained: [{ path: ['interface eth1'], key: 'description' }],
    };
    const { findings } = compare(
      { intended: described('b'), live: 'interface eth1\n description a\n shutdown\nexit\n' },
      WHOLE,
      { baseline },
    );
    expect(findings.map(({ key, class: found }) => [key, found])).toEqual([
      ['description', 'unexplained'],
      ['shutdown', 'pending'],
    ]);
  });

  it.each(['reverted', 'quarantined'] as const)('is reverted while a mark of kind %s holds', (kind) => {
    const mark: ItemMark = {
      path: ['interface eth1'],
      key: 'description',
      kind,
      intended: 'description b',
      changeId: 'edit:1:1' as ChangeId,
      since: '2026-01-01T00:00:00.000Z' as Instant,
      reason: 'the post-check failed',
    };
    const texts = { baseline: described('a'), live: described('a') };
    const classes = (intended: string) =>
      compare({ ...texts, intended: described(intended) }, WHOLE, { marks: [mark] }).findings.map(
        (found) => found.class,
      );
    expect(classes('b')).toEqual(['reverted']);
    // A new intended value ends the mark.
    expect(classes('c')).toEqual(['pending']);
  });

  it.each([
    ['username bob privilege 15 secret plain', 'username bob privilege 15 secret 9 $9$abcdefghij'],
    ['enable secret plain', 'enable secret 9 $9$abcdefghij'],
  ])('is opaque where the device rewrites the value: %s', (intended, live) => {
    const texts = { intended: `${intended}\n`, live: `${live}\n`, baseline: `${intended}\n` };
    expect(compare(texts, WHOLE, { platform: 'cisco_ios' }).findings).toMatchObject([
      { class: 'opaque', kind: 'changed' },
    ]);
    expect(compare({ ...texts, live: texts.intended }, WHOLE, { platform: 'cisco_ios' }).findings).toEqual(
      [],
    );
  });
});

describe('model scope', () => {
  const LIVE = 'interface eth1\n description by hand\n ip address 10.0.0.1/24\n ip ospf cost 7\nexit\n';

  it('finds nothing where NetBox has no opinion', () => {
    const intended = 'interface eth1\n no shutdown\n ip address 10.0.0.1/24\nexit\n';
    expect(compare({ intended, live: LIVE }, MODEL).findings).toEqual([]);
    expect(compare({ intended, live: LIVE, baseline: intended }, MODEL).findings).toEqual([]);
  });

  it('takes a value that NetBox once gave and now leaves out for a removal', () => {
    const without = 'interface eth1\n no shutdown\n ip address 10.0.0.1/24\nexit\n';
    const baseline = 'interface eth1\n description by hand\n no shutdown\n ip address 10.0.0.1/24\nexit\n';
    expect(compare({ intended: without, live: LIVE, baseline }, MODEL).findings).toMatchObject([
      { class: 'pending', kind: 'extra', key: 'description', intended: null },
    ]);
  });

  it('reports addresses found only on the device, and never as pending', () => {
    const intended = 'interface eth1\n no shutdown\nexit\n';
    const found = { kind: 'extra', key: 'ip address 10.0.0.1/24', intended: null };
    expect(compare({ intended, live: LIVE }, MODEL).findings).toMatchObject([
      { ...found, class: 'unexplained' },
    ]);
    expect(compare({ intended, live: LIVE, baseline: intended }, MODEL).findings).toMatchObject([
      { ...found, class: 'foreign' },
    ]);
  });

  it.each([
    ['on first contact', undefined, 'unexplained'],
    ['that NetBox never knew', 'hostname r1\n', 'foreign'],
    ['that NetBox deleted', `hostname r1\n${LIVE}`, 'foreign'],
  ] as const)('reports an interface %s as one place, never as pending', (_what, baseline, expected) => {
    const texts = { intended: 'hostname r1\n', live: `hostname r1\n${LIVE}` };
    const { findings } = compare(baseline === undefined ? texts : { ...texts, baseline }, MODEL);
    expect(findings).toMatchObject([
      {
        path: [],
        key: 'interface eth1',
        kind: 'extra',
        class: expected,
        intended: null,
        live: 'interface eth1',
      },
    ]);
  });

  it('shows a wanted default as absence, as the device will', () => {
    const live = 'interface eth1\n shutdown\nexit\n';
    const { findings } = compare(
      { intended: 'interface eth1\n no shutdown\nexit\n', live, baseline: live },
      MODEL,
    );
    expect(findings).toMatchObject([
      { class: 'pending', intended: null, live: 'shutdown', baseline: 'shutdown' },
    ]);
  });

  it('reports VLANs found only on the device where NetBox lists VLANs, and stays silent where it lists none', () => {
    const live = 'interface Gi1\n switchport trunk allowed vlan 10,20\n switchport mode trunk\n!\n';
    const lists = (list: string) => `interface Gi1\n switchport mode trunk\n${list} no shutdown\n`;
    const found = (list: string) =>
      compare({ intended: lists(list), live }, MODEL, { platform: 'cisco_ios' }).findings;
    expect(found(' switchport trunk allowed vlan 10\n')).toMatchObject([
      { kind: 'extra', key: 'switchport trunk allowed vlan 20', class: 'unexplained' },
    ]);
    expect(found('')).toEqual([]);
  });
});

describe('a comparison', () => {
  it('names the NetBox object behind a finding, the nearest one, in spite of abbreviated names', () => {
    const object = (id: number) => ({ type: 'dcim.interface', id, name: `object ${id}` });
    const comparison = compare(
      { intended: 'interface Gi1\n description a\n mtu 9000\n', live: 'interface GigabitEthernet1\n!\n' },
      MODEL,
      {
        platform: 'cisco_ios',
        intended: {
          source: 'model',
          text: 'interface Gi1\n description a\n ipv6 address 2001:DB8::1/64\n',
          scope: MODEL,
          provenance: [
            { path: ['interface Gi1'], key: null, object: object(1) },
            { path: ['interface Gi1'], key: 'ipv6 address 2001:DB8::1/64', object: object(2) },
          ],
          warnings: [],
        },
      },
    );
    expect(comparison.findings.map((finding) => [finding.key, finding.object?.id])).toEqual([
      ['description', 1],
      ['ipv6 address 2001:db8::1/64', 2],
    ]);
  });

  it('hashes live by what is in scope and nothing else', () => {
    const intended = described('a');
    const hash = (live: string, baseline?: string) =>
      compare(baseline === undefined ? { intended, live } : { intended, live, baseline }, MODEL).liveHash;
    expect(hash(`${described('a')}ip route 10.0.0.0/8 10.0.0.1\n`)).toBe(hash(described('a')));
    expect(hash(described('a'), described('b'))).toBe(hash(described('a')));
    expect(hash(described('b'))).not.toBe(hash(described('a')));
  });

  it('hashes a device by what it says, not by the order it says it in', () => {
    const one = 'interface eth1\n description a\n shutdown\nexit\nhostname r1\n';
    const other = 'hostname r1\ninterface eth1\n shutdown\n description a\nexit\n';
    expect(compare({ intended: one, live: one }, WHOLE).liveHash).toBe(
      compare({ intended: other, live: other }, WHOLE).liveHash,
    );
  });

  it('tells a changed order where order means something, and only that', () => {
    const list = (...lines: string[]) =>
      `ip access-list extended A\n${lines.map((line) => ` ${line}\n`).join('')}`;
    const [permit, deny, other] = ['permit tcp any any eq 80', 'deny ip any any', 'permit ip any any'];
    const kinds = (intended: string, live: string) =>
      compare({ intended, live }, WHOLE, { platform: 'cisco_ios' }).findings.map(
        ({ kind, key }) => `${kind} ${key}`,
      );
    expect(kinds(list(permit, deny), list(permit, deny))).toEqual([]);
    // An entry that stands elsewhere in the list goes from there and comes here.
    expect(kinds(list(permit, deny), list(deny, permit))).toEqual(['missing 5', 'extra 20']);
    expect(kinds(list(permit, deny), list(other, deny))).toEqual(['changed 10']);
  });

  it.each([
    ['the live configuration has no end', described('a'), 'interface eth1\n'],
    ['the live configuration is empty', described('a'), ''],
    ['the pager cut it', described('a'), 'interface eth1\n --More-- \nend\n'],
    ['it holds an error message', described('a'), '% Unknown command: show runing\nend\n'],
    ['it holds terminal control characters', described('a'), 'interface eth1\n\u001b[K description a\nend\n'],
    [
      'the device says two values',
      described('a'),
      'interface eth1\n description a\n description b\nexit\nend\n',
    ],
    ['intent says two values', 'interface eth1\n description a\n description b\n', 'hostname r1\nend\n'],
    ['intent lost its indentation', 'interface eth1\ndescription a\nexit\n', 'hostname r1\nend\n'],
  ])('refuses to compare when %s', (_what, intended, live) => {
    const comparison = compareConfigurations({
      platform: 'frr',
      intended: { source: 'rendered', text: intended, scope: WHOLE, provenance: [], warnings: [] },
      live,
      baseline: null,
      marks: [],
    });
    expect(comparison.ok).toBe(false);
  });
});
