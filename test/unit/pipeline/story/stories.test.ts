import { describe, expect, it } from 'vitest';

import { instantOf } from '../../../../src/domain/ids.ts';
import { commandLines } from '../../../../src/pipeline/story/command-lines.ts';
import { tellChange } from '../../../../src/pipeline/story/change-story.ts';
import { tellDrift } from '../../../../src/pipeline/story/drift-story.ts';
import { LONGEST_ENTRY } from '../../../../src/pipeline/story/entry.ts';
import { tellWaitingPlan } from '../../../../src/pipeline/story/waiting-story.ts';
import { changeOf, driftOf, waitingOf } from '../../../support/hostile-story.ts';
import { HOSTILE_VALUES } from '../../../support/hostile-values.ts';
import { PLAN, TELLING } from '../../../support/make-unit.ts';

const SEEN = {
  firstSeen: instantOf('2026-11-20T10:00:00Z'),
  lastSeen: instantOf('2026-11-21T10:00:00Z'),
};

describe('the entry of a change', () => {
  const story = {
    changeId: PLAN.changeId,
    origin: {
      kind: 'edit',
      user: 'anna',
      message: 'CHG1001 move uplink',
      time: instantOf('2026-11-21T10:00:00Z'),
    },
    requestId: '11111111-1111-1111-1111-111111111111',
    objects: [
      { type: 'dcim.interface', id: 7, name: 'eth1', action: 'update', deviceId: 1, interfaceId: null },
    ],
    ending: { kind: 'rolled-back', by: 'us', detail: 'BGP session to 10.0.12.2 is Active, was Established' },
    plan: PLAN,
    findings: [],
    approvedBy: null,
    checks: ['after the rollback: operational state as in the snapshot'],
    durationSeconds: 12.34,
  } as const;

  it('says verdict, reason and next step in its first line, who edited what in the next', () => {
    const { kind, comments } = tellChange(story, TELLING);
    const [first = '', , second = ''] = comments.split('\n');
    expect(kind).toBe('danger');
    expect(first).toMatch(/Rolled back.*BGP session to 10\.0\.12\.2.*Next: /);
    expect(second).toMatch(/\*\*anna\*\*.*CHG1001 move uplink.*\[eth1\]\(\/dcim\/interfaces\/7\/\)/);
  });

  it('says in the box what was changed, since nobody sees more without scrolling', () => {
    const ending = { kind: 'applied', saved: true, detail: 'applied, verified and saved' } as const;
    const [first] = tellChange({ ...story, ending }, TELLING).comments.split('\n');
    expect(first).toBe(
      '<div class="alert alert-success bg-success-subtle"><div><strong>Applied, verified, saved</strong> · CHG1001' +
        '<br>interface eth1 › description: “old” → “new”<br>Next: nothing.</div></div>',
    );
  });

  it('says in the box of a refusal what both sides have, conflicts first', () => {
    const finding = PLAN.applies[0];
    if (finding === undefined) throw new Error('the plan applies nothing');
    const elsewhere = { ...finding, ...SEEN, path: ['interface eth2'], class: 'foreign' } as const;
    const ending = { kind: 'untouched', reason: 'refused', detail: 'a person decides' } as const;
    const findings = [elsewhere, elsewhere, { ...finding, ...SEEN, class: 'conflict' }] as const;
    const [first = ''] = tellChange({ ...story, plan: null, ending, findings }, TELLING).comments.split('\n');
    expect(first).toMatch(
      /<br>interface eth1 › description: NetBox “new”, device “old”<br>interface eth2 .*<br>… and 1 more, listed below<br>/,
    );
  });

  it('shows no secret in the box, though the value is taken apart from its command', () => {
    const finding = PLAN.applies[0];
    if (finding === undefined) throw new Error('the plan applies nothing');
    const key = 'neighbor 192.0.2.1 password';
    const secret = {
      ...finding,
      path: ['router bgp 65001'],
      key,
      intended: `${key} hunter two`,
      live: `${key} 7 abc`,
    };
    const [first] = tellChange({ ...story, plan: { ...PLAN, applies: [secret] } }, TELLING).comments.split(
      '\n',
    );
    expect(first).not.toMatch(/hunter|two|abc/);
  });

  it('has as many cells in each row of its table as in the head', () => {
    const rows = tellChange(story, TELLING)
      .comments.split('\n')
      .filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.split('|').length))).toHaveProperty('size', 1);
  });

  it('shows commands and reverse as they can be pasted', () => {
    const { comments } = tellChange(story, TELLING);
    expect(comments).toContain('```\ninterface eth1\n description new\n```');
    expect(comments).toContain('```\ninterface eth1\n description old\n```');
  });

  it('names each section once for neighboring commands', () => {
    const path = ['router bgp 65001', 'address-family ipv4 unicast'];
    const commands = ['network 192.0.2.0/24', 'network 198.51.100.0/24'].map((command) => ({
      path,
      command,
    }));
    expect(commandLines(commands)).toEqual([
      'router bgp 65001',
      ' address-family ipv4 unicast',
      '  network 192.0.2.0/24',
      '  network 198.51.100.0/24',
    ]);
  });
});

describe('the entry of drift', () => {
  it('is green and short when nothing is left', () => {
    const gone = PLAN.applies.map((finding) => ({ ...finding, ...SEEN }));
    const told = tellDrift(
      { current: [], appeared: [], disappeared: gone, ignored: [], warnings: [] },
      TELLING,
    );
    expect(told.kind).toBe('success');
    expect(told.comments).toMatch(/In line again.*interface eth1 › description/);
  });

  it('tells of each place since when, which object, and whom the device names as the last to change it', () => {
    const byJoe = { at: 'Thu Nov 20 10:01:02 CET', by: 'joe', from: '192.0.2.9' };
    const current = PLAN.applies.map((finding) => ({
      ...finding,
      ...SEEN,
      class: 'foreign' as const,
      lastChange: byJoe,
    }));
    const { comments } = tellDrift(
      { current, appeared: current, disappeared: [], ignored: [], warnings: [] },
      TELLING,
    );
    const who = 'by joe, from 192.0.2.9, at Thu Nov 20 10:01:02 CET';
    expect(comments.split('\n')[0]).toContain(`<br>Last change on the device: ${who}<br>Next: `);
    expect(comments).toContain('| foreign since 2026-11-20 10:00 UTC | [interface](/dcim/interfaces/7/) |');
    expect(comments).toContain(`**Last change on the device**: ${who} (read at 2026-11-20 10:00 UTC).`);
    expect(comments).toContain('```\n interface eth1\n- description old\n+ description new\n```');
  });

  it('says so where the device does not tell who changed it', () => {
    const current = PLAN.applies.map((finding) => ({ ...finding, ...SEEN, class: 'foreign' as const }));
    const look = { current, appeared: current, disappeared: [], ignored: [], warnings: [] };
    const { comments } = tellDrift(look, TELLING);
    expect(comments).toContain('**Last change on the device**: it does not tell who made it.');
    expect(comments.split('\n')[0]).not.toContain('Last change');
  });

  it('shows that two hidden secrets are not the same', () => {
    const [finding] = PLAN.applies.map((one) => ({ ...one, ...SEEN, class: 'foreign' as const }));
    if (finding === undefined) throw new Error('the plan applies nothing');
    const secret = { ...finding, intended: 'key-string one1', live: 'key-string two2', key: 'key-string' };
    const look = { current: [secret], appeared: [secret], disappeared: [], ignored: [], warnings: [] };
    const { comments } = tellDrift(look, TELLING);
    expect(comments).toContain(
      '| key-string &lt;redacted&gt; | another value: key-string &lt;redacted&gt; |',
    );
    expect(comments).toContain('NetBox and the device have different values');
  });
});

describe('any entry made of hostile values', () => {
  const tellings = {
    'a change with a plan': (value: string) => tellChange(changeOf(value, true), TELLING),
    'a refusal': (value: string) => tellChange(changeOf(value, false), TELLING),
    'a waiting plan': (value: string) => tellWaitingPlan(waitingOf(value), TELLING),
    drift: (value: string) => tellDrift(driftOf(value), TELLING),
  };

  it.each(Object.entries(tellings))('%s is bounded and begins with its box', (_name, tell) => {
    for (const value of Object.values(HOSTILE_VALUES)) {
      const { comments } = tell(value);
      expect(Buffer.byteLength(comments)).toBeLessThanOrEqual(LONGEST_ENTRY);
      expect(comments).toMatch(
        /^<div class="alert alert-[a-z]+ bg-[a-z]+-subtle"><div><strong>.*<\/div><\/div>\n\n/,
      );
    }
  });
});
