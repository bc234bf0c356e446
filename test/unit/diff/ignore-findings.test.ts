import { describe, expect, it } from 'vitest';

import { ignoreFindings } from '../../../src/diff/ignore-findings.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { instantOf } from '../../../src/domain/ids.ts';

const NOW = instantOf('2026-11-21T10:00:00Z');
const RULE = {
  name: 'old-ports',
  path: 'interface * / description',
  reason: 'the port labels are replaced in spring',
  owner: 'campus team',
  until: null,
};

function findingAt(place: string): Finding {
  const words = { kind: 'changed', class: 'foreign', intended: 'a', live: 'b', baseline: 'a' } as const;
  return { path: [place], key: 'description', ...words, object: null };
}

const ON_PORT = findingAt('interface eth1');
const ELSEWHERE = findingAt('vlan 10');

describe('ignore rules', () => {
  it('take out the findings they name, and say which rule did', () => {
    const sorted = ignoreFindings([ON_PORT, ELSEWHERE], [RULE], NOW);
    expect(sorted).toEqual({ kept: [ELSEWHERE], ignored: [{ finding: ON_PORT, rule: RULE }], warnings: [] });
  });

  it('hold through their last day and not a moment longer', () => {
    const rule = { ...RULE, until: '2026-11-21' };
    expect(ignoreFindings([ON_PORT], [rule], instantOf('2026-11-21T23:59:59.999Z')).kept).toEqual([]);
    expect(ignoreFindings([ON_PORT], [rule], instantOf('2026-11-22T00:00:00Z')).kept).toEqual([ON_PORT]);
  });

  it('that have run out ignore nothing, and are told once however much they would ignore', () => {
    const rule = { ...RULE, until: '2026-11-20' };
    const { kept, ignored, warnings } = ignoreFindings([ON_PORT, findingAt('interface eth2')], [rule], NOW);
    expect(kept).toHaveLength(2);
    expect(ignored).toEqual([]);
    expect(warnings.map(({ message }) => message)).toEqual([
      'The ignore rule "old-ports" (interface * / description) of campus team ended on 2026-11-20 and ignores nothing any more: remove it, or give it a new date.',
    ]);
  });

  it('that have run out and would ignore nothing are not worth a word', () => {
    expect(ignoreFindings([ELSEWHERE], [{ ...RULE, until: '2026-11-20' }], NOW).warnings).toEqual([]);
  });
});
