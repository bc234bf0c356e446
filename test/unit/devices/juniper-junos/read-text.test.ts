import { describe, expect, it } from 'vitest';
import { parseLastCommit, toPendingRevert } from '../../../../src/devices/juniper-junos/commits.ts';
import { parseJunosConfiguration } from '../../../../src/devices/juniper-junos/configuration.ts';
import { lockedBy, parseEditors } from '../../../../src/devices/juniper-junos/look.ts';
import { isLockedAnswer, refusalOf, wordsOf } from '../../../../src/devices/juniper-junos/refusal.ts';
import { parseReply } from '../../../../src/devices/juniper-junos/xml.ts';

describe('the commit history of a Junos device', () => {
  const history = (newest: string) =>
    parseReply(
      `<rpc-reply><commit-information><commit-history><sequence-number>0</sequence-number><user>plumbline</user><client>cli</client><date-time seconds="1">2026-10-05 22:03:43 UTC</date-time>${newest}</commit-history><commit-history><sequence-number>1</sequence-number><user>anna</user><client>cli</client><comment>commit confirmed, rollback in 3mins</comment><log>pl-old</log></commit-history></commit-information></rpc-reply>`,
      'show system commit',
      'mx1',
    );
  const confirmed = '<comment>commit confirmed, rollback in 5mins</comment><log>pl-abc123</log>';
  const marked = `${confirmed}<commit-confirmed>rollback pending</commit-confirmed>`;

  it('tells that a commit waits by its mark, not by words that stay for good', () => {
    expect(parseLastCommit(history(marked), false)).toMatchObject({ isPending: true, log: 'pl-abc123' });
    expect(parseLastCommit(history(confirmed), false)).toMatchObject({ isPending: false });
    expect(parseLastCommit(history(''), true)).toMatchObject({ isPending: false });
  });

  it('believes what a release without the mark announces in its command line', () => {
    expect(parseLastCommit(history(confirmed), true)).toMatchObject({ isPending: true });
  });

  it.each([
    ['plumbline', marked, true],
    ['other', marked, false],
    ['plumbline', marked.replace('pl-abc123', 'by hand'), false],
    ['plumbline', marked.replace('<log>pl-abc123</log>', ''), false],
  ])('calls a change ours by account and name (%s)', (account, newest, isOurs) => {
    expect(toPendingRevert(parseLastCommit(history(newest), false), [account])).toMatchObject({ isOurs });
  });

  it('may be empty', () => {
    const empty = parseReply('<rpc-reply><commit-information/></rpc-reply>', 'show system commit', 'mx1');
    expect(parseLastCommit(empty, false)).toBeNull();
    expect(toPendingRevert(null, [])).toBeNull();
  });
});

describe('a shown Junos configuration', () => {
  const whole = 'system {\n    host-name mx1;\n    login {\n        message "}{ /* no */ \\" #";\n    }\n}\n';
  const shown = (text: string) => parseJunosConfiguration(text, 'mx1');

  it('loses its header, which tells the last change', () => {
    expect(shown(`## Last commit: 2026-03-03 09:14:22 UTC by anna\n${whole}`)).toEqual({
      text: whole,
      header: { at: '2026-03-03 09:14:22 UTC', by: 'anna' },
    });
    expect(shown(whole).header).toBeNull();
  });

  it.each([
    ['a brace', whole.slice(0, -2)],
    ['a quote', 'system {\n    host-name "mx1;\n}\n'],
    ['a comment', `/* note\n${whole}`],
    ['a statement', `${whole}apply-groups [ a`],
    ['its beginning', 'interfaces {\n}\n'],
    ['what was opened', `}\n${whole}`],
  ])('is incomplete without %s', (_what, text) => {
    expect(() => shown(text)).toThrow(/did not show its whole configuration/);
  });

  it.each(['system { /* ACCESS-DENIED */ }\n', 'system {\n    x /* SECRET-DATA */; ## SECRET-DATA\n}\n'])(
    'is refused when parts of it were kept back',
    (text) => {
      expect(() => shown(text)).toThrow(/keeps back parts/);
    },
  );
});

describe('an answer of the command line', () => {
  it('is freed of what stands around every answer', () => {
    const around = '\n{master:0}[edit interfaces]\n';
    expect(wordsOf(`load complete\n\n# commit confirmed will be rolled back in 4 minutes${around}`)).toBe(
      'load complete',
    );
    expect(wordsOf('\n[edit]\n')).toBe('');
  });

  it.each([
    '                ^\nsyntax error.\n',
    'unknown command.\n',
    'error: commit failed: (statement constraint check failed)\n[edit]\n',
    'missing argument.\n',
    "'ho' is ambiguous.\n",
    'warning: statement not found\n[edit]\n',
    'No valid completions\n',
  ])('refuses with %j', (answer) => {
    expect(refusalOf(answer)).not.toBeNull();
  });

  it.each([
    '',
    '[edit]\n',
    'configuration check succeeds\n',
    "[edit interfaces]\n  warning: requires 'ethernet' license\ncommit complete\n",
    '# commit confirmed will be rolled back in 4 minutes\n[edit]\n',
  ])('does not refuse with %j', (answer) => {
    expect(refusalOf(answer)).toBeNull();
  });

  it('tells a lock from other refusals', () => {
    expect(isLockedAnswer('error: configuration database locked by:\n  anna terminal p0')).toBe(true);
    expect(isLockedAnswer('error: configuration database modified')).toBe(true);
    expect(isLockedAnswer('error: commit failed')).toBe(false);
  });
});

describe('those in configuration mode', () => {
  const entered = `Entering configuration mode
Users currently editing the configuration:
  anna terminal p0 (pid 4681) on since 2026-03-03 09:31:02 UTC, idle 00:01:12
      exclusive [edit interfaces ge-0/0/0]
  bob terminal p1 (pid 4690) on since 2026-03-03 09:40:00 UTC
      [edit]
`;

  it('are named, with whoever holds the lock', () => {
    const editors = parseEditors(entered);
    expect(editors.map(({ user, terminal, isExclusive }) => [user, terminal, isExclusive])).toEqual([
      ['anna', 'p0', true],
      ['bob', 'p1', false],
    ]);
    expect(lockedBy({ editors, hasLeftovers: false })).toContain('anna terminal p0 (pid 4681)');
  });

  it('hold nothing while they only look, but what they left does', () => {
    const editors = parseEditors(entered).slice(1);
    expect(lockedBy({ editors, hasLeftovers: false })).toBeNull();
    expect(lockedBy({ editors, hasLeftovers: true })).toContain('bob terminal p1');
    expect(lockedBy({ editors: [], hasLeftovers: true })).toContain('did not commit');
  });
});
