import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkText, LONGEST_LINE } from '../../../src/diff/check-text.ts';
import type { TextOrigin } from '../../../src/diff/read-items.ts';
import { PLATFORMS, type Platform } from '../../../src/domain/platform.ts';

const IOS = `!
hostname sw1
interface GigabitEthernet1/0/1
 description to core
 ip address 10.0.12.1 255.255.255.0
!
end
`;

const JUNOS = `system {
    host-name r1;
    login {
        message "braces } in { quotes";
    }
}
`;

describe('checkText refuses', () => {
  const cases: readonly (readonly [string, Platform, TextOrigin, string, string, RegExp])[] = [
    ['an empty live text', 'cisco_ios', 'live', '', 'input.empty', /^line 1: .*read it again/],
    ['an empty intended text', 'frr', 'intended', '\n\n', 'input.empty', /remove everything/],
    ['an intended text of comments alone', 'frr', 'intended', '!\n! none\nend\n', 'input.empty', /remove/],
    [
      'a live text without its end',
      'cisco_ios',
      'live',
      IOS.replace('end\n', ''),
      'input.truncated',
      /^line 6: expected "end" as the last line .*never compared$/,
    ],
    [
      'a live text that goes on behind its end',
      'arista_eos',
      'live',
      'hostname sw1\nend\nsw1#\n',
      'input.not-comparable',
      /^line 3: expected nothing behind the "end" of line 2, found "sw1#"/,
    ],
    [
      'a pager in a live text',
      'cisco_ios',
      'live',
      IOS.replace('!\nend', ' --More-- \nend'),
      'input.truncated',
      /^line 6: found "--More--"/,
    ],
    [
      'a pager of Junos',
      'juniper_junos',
      'live',
      'system {\n---(more 52%)---\n}\n',
      'input.truncated',
      /^line 2/,
    ],
    [
      'a Junos section that does not close',
      'juniper_junos',
      'live',
      JUNOS.replace(/\}\n$/, ''),
      'input.truncated',
      /^line 1: expected "}" for the section that opens here/,
    ],
    [
      'a Junos text whose beginning is missing',
      'juniper_junos',
      'intended',
      'host-name r1;\n}\n',
      'input.truncated',
      /^line 2: .*closes nothing/,
    ],
    [
      'an error message of IOS',
      'cisco_ios',
      'live',
      `% Invalid input detected at '^' marker.\n${IOS}`,
      'input.error-line',
      /^line 1: .*"% Invalid input/,
    ],
    [
      'an error message in an intended text',
      'frr',
      'intended',
      'hostname r1\n% Unknown command: foo\n',
      'input.error-line',
      /^line 2/,
    ],
    [
      'an error message of Junos',
      'juniper_junos',
      'live',
      'syntax error, expecting <command>.\n',
      'input.error-line',
      /^line 1/,
    ],
    [
      'the command that was typed',
      'cisco_ios',
      'live',
      `sw1#show running-config\n${IOS}`,
      'input.error-line',
      /^line 1: .*typed in a session/,
    ],
    [
      'an error mark with blanks behind it',
      'frr',
      'intended',
      'hostname r1\n      ^  \n',
      'input.error-line',
      /^line 2/,
    ],
    [
      'an escape sequence',
      'cisco_ios',
      'live',
      IOS.replace('to core', 'to \u001b[31mcore'),
      'input.control-character',
      /^line 4: .*U\+001B/,
    ],
    ['a backspace', 'frr', 'intended', 'hostname r\b1\n', 'input.control-character', /^line 1: .*U\+0008/],
    [
      'a carriage return inside a line',
      'frr',
      'intended',
      'hostname r1\nhostname x\rr1\n',
      'input.control-character',
      /^line 2: .*U\+000D/,
    ],
    [
      'a line of ten million characters',
      'cisco_ios',
      'intended',
      `hostname sw1\n${'x'.repeat(10_000_000)}\n`,
      'input.too-large',
      /^line 2: expected at most 32768 characters in a line, found 10000000/,
    ],
    [
      'tabs beside blanks',
      'cisco_ios',
      'intended',
      'interface GigabitEthernet1/0/1\n  description a\n\tshutdown\n',
      'input.indentation',
      /^line 3: expected tabs or blanks/,
    ],
    [
      'the text of another platform',
      'frr',
      'live',
      IOS,
      'input.wrong-platform',
      /looks like cisco_ios .*give --platform cisco_ios/,
    ],
  ];
  it.each(cases)('%s', (_what, platform, origin, text, code, words) => {
    const problem = checkText(platform, text, origin);
    expect(problem).toMatchObject({ code });
    expect(problem?.message).toMatch(words);
    expect(problem?.message).not.toContain('\n');
  });
});

describe('checkText accepts', () => {
  const cases: readonly (readonly [string, Platform, TextOrigin, string])[] = [
    ['a whole configuration', 'cisco_ios', 'live', IOS],
    ['line ends of Windows', 'cisco_ios', 'live', IOS.replaceAll('\n', '\r\n')],
    ['line ends of a captured terminal', 'cisco_ios', 'live', IOS.replaceAll('\n', '\r\r\n')],
    ['an intended part without an end', 'cisco_ios', 'intended', 'hostname sw1\n'],
    ['tabs alone as indentation', 'cisco_ios', 'live', IOS.replaceAll('\n ', '\n\t')],
    [
      'a section with tabs beside a section with blanks',
      'cisco_ios',
      'intended',
      'interface GigabitEthernet1/0/1\n\tshutdown\ninterface GigabitEthernet1/0/2\n  shutdown\n',
    ],
    ['braces of Junos, quotes left out', 'juniper_junos', 'live', JUNOS],
    ['a line of the longest length', 'frr', 'intended', `hostname ${'x'.repeat(LONGEST_LINE - 9)}\n`],
    [
      'whatever a banner says',
      'cisco_ios',
      'live',
      IOS.replace('!\nend', 'banner motd ^C\n% Unknown persons\n\tkeep out\n --More-- to come\n^C\nend'),
    ],
    ['a description about errors', 'frr', 'intended', 'interface eth0\n description % Invalid\n'],
  ];
  it.each(cases)('%s', (_what, platform, origin, text) => {
    expect(checkText(platform, text, origin)).toBeNull();
  });

  const GOLDEN = join(import.meta.dirname, '../../golden');
  it.each(PLATFORMS.filter((platform) => existsSync(join(GOLDEN, platform))))(
    'every golden text of %s',
    (platform) => {
      const refused = readdirSync(join(GOLDEN, platform)).flatMap((name) =>
        (['live', 'intended'] as const).flatMap((origin) => {
          const text = readFileSync(join(GOLDEN, platform, name, `${origin}.conf`), 'utf8');
          const problem = checkText(platform, text, origin);
          return problem === null ? [] : [{ name, origin, problem }];
        }),
      );
      expect(refused).toEqual([]);
    },
  );
});
