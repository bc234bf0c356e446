import { describe, expect, it } from 'vitest';
import { readJunos } from '../../../../src/diff/junos/read-junos.ts';
import type { ConfigSection } from '../../../../src/diff/tree/config-node.ts';

function read(text: string): ConfigSection {
  const result = readJunos(text);
  if (!result.ok) throw new Error(result.reason);
  return result.top;
}

/** `path / line`, for everything deepest and every header that means something by itself. */
function linesOf(section: ConfigSection, path: readonly string[] = []): readonly string[] {
  return [...section.nodes.values()].flatMap(({ line, inside }) => {
    const own = [...path, line].join(' / ');
    return inside === null || inside.nodes.size === 0 ? [own] : linesOf(inside, [...path, line]);
  });
}

function refusal(text: string): string {
  const result = readJunos(text);
  return result.ok ? 'read' : `${result.code}: ${result.reason}`;
}

describe('a Junos text', () => {
  it('is cut into one level per statement, with its name', () => {
    const curly =
      'interfaces { ge-0/0/0 { description "to core"; unit 0 { family inet { address 10.0.0.1/24; } } } }';
    const set =
      'set interfaces ge-0/0/0 description "to core"\nset interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/24\n';
    const lines = [
      'interfaces / ge-0/0/0 / description "to core"',
      'interfaces / ge-0/0/0 / unit 0 / family inet / address 10.0.0.1/24',
    ];
    expect(linesOf(read(curly))).toEqual(lines);
    expect(linesOf(read(set))).toEqual(lines);
    const port = read(curly).nodes.get('interfaces')?.inside?.nodes.get('ge-0/0/0')?.inside;
    expect([...(port?.nodes.keys() ?? [])]).toEqual(['description', 'unit 0']);
  });

  it('has quotes only where they are needed, and means the same with and without', () => {
    expect(linesOf(read('system { host-name "mx1"; }'))).toEqual(['system / host-name mx1']);
    expect(linesOf(read('interfaces { a { description "x;y"; } b { description ""; } }'))).toEqual([
      'interfaces / a / description "x;y"',
      'interfaces / b / description ""',
    ]);
    expect(
      linesOf(read('policy-options { policy-statement P { term "inactive:" { then accept; } } }')),
    ).toEqual(['policy-options / policy-statement P / term "inactive:" / then / accept']);
    expect(linesOf(read('interfaces { a { description "/*"; } }'))).toEqual([
      'interfaces / a / description "/*"',
    ]);
    expect(linesOf(read(String.raw`interfaces { a { description "say \"hi\" \\ \n"; } }`))).toEqual([
      String.raw`interfaces / a / description "say \"hi\" \\ \\n"`,
    ]);
  });

  it('may be surrounded by prompts, banners and notes', () => {
    const set =
      'anna@mx1> show configuration | display set\n## Last commit: today\n\nset system host-name mx1\n\n{master:0}\nanna@mx1> ';
    const curly =
      '{master:0}[edit]\nanna@mx1# show\n## Last changed: today\n/* note\n; { */ system { # why\n host-name mx1; ## x\n}\n\n[edit]\nanna@mx1# ';
    expect(linesOf(read(set))).toEqual(['system / host-name mx1']);
    expect(linesOf(read(curly.replace('{master:0}[edit]', '{master:0}\n[edit]')))).toEqual([
      'system / host-name mx1',
    ]);
  });

  it('gives each value of a list a place of its own, whichever way it is written', () => {
    const one = linesOf(read('vlans { a { vlan-id-list [ 10 20-30 ]; } }'));
    expect(one).toEqual(['vlans / a / vlan-id-list 10', 'vlans / a / vlan-id-list 20-30']);
    expect(linesOf(read('set vlans a vlan-id-list [ 10 20-30 ]\n'))).toEqual(one);
    expect(linesOf(read('set vlans a vlan-id-list 10\nset vlans a vlan-id-list 20-30\n'))).toEqual(one);
  });

  it('keeps what is said about a statement beside it', () => {
    const marks = [
      'interfaces / ge-0/0/0 / mtu 9000',
      'interfaces / inactive: ge-0/0/0',
      'interfaces / protect: ge-0/0/0',
    ];
    expect([...linesOf(read('interfaces { protect: inactive: ge-0/0/0 { mtu 9000; } }'))].sort()).toEqual(
      marks,
    );
    const set =
      'set interfaces ge-0/0/0 mtu 9000\nprotect interfaces ge-0/0/0\ndeactivate interfaces ge-0/0/0\n';
    expect([...linesOf(read(set))].sort()).toEqual(marks);
  });

  it('is carried out line by line in the form of set lines', () => {
    const text = [
      'set policy-options policy-statement P term A then accept',
      'set policy-options policy-statement P term B then reject',
      'set policy-options policy-statement P term C then reject',
      'insert policy-options policy-statement P term C before term A',
      'delete policy-options policy-statement P term B',
      'deactivate policy-options policy-statement P term A',
      'activate policy-options policy-statement P term A',
      'annotate policy-options "a note"',
    ].join('\n');
    expect(linesOf(read(text))).toEqual([
      'policy-options / policy-statement P / term C / then / reject',
      'policy-options / policy-statement P / term A / then / accept',
    ]);
  });

  it('shows a secret in no line, and knows it again after it was salted anew', () => {
    const lines = ['"$9$LbHX-wg4Z"', 'lc'].map((secret) =>
      linesOf(read(`set protocols bgp group X authentication-key ${secret}\n`)),
    );
    expect(lines[0]).toEqual(lines[1]);
    expect(lines.join('')).not.toMatch(/\$9\$|lc$/);
    expect(
      linesOf(read('system { root-authentication { encrypted-password "$6$a$b"; } }')).join(''),
    ).not.toContain('$6$');
    expect(linesOf(read('unheard-of { thing "$9$LbHX-wg4Z"; }')).join('')).not.toContain('$9$');
  });

  it('is read word by word where nobody knows the statements, alike in both forms', () => {
    const curly = read('unheard-of { thing 5 { term a { x; } term b; } list [ p q ]; }');
    const set = read(
      'set unheard-of thing 5 term a x\nset unheard-of thing 5 term b\nset unheard-of list p\nset unheard-of list q\n',
    );
    expect(linesOf(curly)).toEqual(linesOf(set));
    expect(linesOf(curly)).toContain('unheard-of / thing / 5 / term a / x');
  });

  it('says two things about one value only where one of them is told to be wrong', () => {
    const port = read('interfaces { a { mtu 1; mtu 2; } }')
      .nodes.get('interfaces')
      ?.inside?.nodes.get('a')?.inside;
    expect(port?.contradictions).toEqual([{ first: 'mtu 1', second: 'mtu 2' }]);
  });
});

describe('a Junos text that cannot be read without guessing is refused with its line:', () => {
  it.each([
    ['a block that never closes', 'system {\n    host-name a;\n', 'truncated: line 1'],
    ['a block that closes nothing', 'system {\n}\n}\n', 'unbalanced: line 3'],
    ['a statement that never ends', 'system {\n    host-name a;\n}\nsnmp', 'truncated: line 4'],
    ['a statement without its semicolon', 'system {\n    host-name a\n}\n', 'unbalanced: line 2'],
    ['a quote that never closes', 'system {\n    host-name "a;\n}\n', 'open-quote: line 2'],
    [
      'a quote that never closes in a set line',
      'set system host-name a\nset system location "b\n',
      'open-quote: line 2',
    ],
    ['a quote in the middle of a word', 'set system host-name a"b"\n', 'stray-quote: line 1'],
    ['a note that never ends', 'system {\n /* x\n}\n', 'truncated: line 2'],
    ['a list that never ends', 'system {\n    authentication-order [ a b\n}\n', 'unbalanced: line 3'],
    [
      'a set line that was cut behind a name',
      'set system host-name a\nset interfaces ge-0/0/0 unit\n',
      'truncated: line 2',
    ],
    ['a set line that was cut before its value', 'set interfaces ge-0/0/0 mtu\n', 'truncated: line 1'],
    [
      'a value that is missing in a block',
      'interfaces {\n    ge-0/0/0 {\n        mtu;\n',
      'incomplete: line 3',
    ],
    ['a line of another form', 'set system host-name a\nsystem { services; }\n', 'not-junos: line 2'],
    ['a set line with a brace', 'set system host-name a\nset system services {\n', 'not-junos: line 2'],
    [
      'a line about what is not there',
      'set system host-name a\ndeactivate interfaces ge-0/0/0\n',
      'nothing-there: line 2',
    ],
    ['an error of the device', 'system {\n    host-name a;\nerror: timeout\n}\n', 'error-line: line 3'],
    ['a pager', 'system {\n---(more 20%)---\n}\n', 'error-line: line 2'],
    ['a control character', 'system {\n    host-name \u0007a;\n}\n', 'control-character: line 2'],
    ['XML', '<configuration>\n</configuration>\n', 'not-junos: line 1'],
    ['JSON', '{\n  "configuration": {}\n}\n', 'not-junos: line 1'],
    [
      'a configuration of another platform',
      'hostname sw1\ninterface Loopback0\n shutdown\n',
      'truncated: line 1',
    ],
  ])('%s', (_what, text, expected) => {
    expect(refusal(text).startsWith(`${expected}:`) || refusal(text)).toBe(true);
  });
});
