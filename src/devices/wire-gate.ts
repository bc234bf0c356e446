import type { Command } from '../domain/plan.ts';
import type { DrivenPlatform } from '../domain/platform.ts';

interface GateRules {
  /** Longest line in characters. */
  readonly length: number;
  /** Characters that may be sent. */
  readonly allowed: RegExp;
  /** Lines the device would take for something else than one command, with the reason. */
  readonly misread: readonly (readonly [RegExp, string])[];
}

/** Exec commands of EOS that no line of configuration begins with. */
const EXEC_WORDS: readonly string[] = [
  ...['abort', 'commit', 'rollback', 'configure', 'copy', 'write', 'delete', 'rename', 'format', 'install'],
  ...['reload', 'bash', 'show', 'clear', 'terminal', 'ping', 'traceroute', 'telnet', 'send', 'watch', 'dir'],
  ...['more', 'diff', 'mkdir', 'rmdir', 'zerotouch', 'tcpdump', 'reset'],
];

const RULES: Readonly<Record<DrivenPlatform, GateRules>> = {
  // vtysh takes any printable text; what has no width or turns the direction of writing is refused all the same.
  frr: {
    length: 1000,
    allowed: /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u,
    // Also in the middle of a text: after `description a | include b` the description is `a`, and the exit status 0.
    misread: [[/\| /, 'the line contains a bar and a blank, which vtysh takes for an output filter']],
  },
  // The command line of Junos takes these words in any order of sections, and everything else for something to do.
  juniper_junos: {
    length: 900,
    allowed: /^[ -~]*$/,
    misread: [
      [
        /^(?!(set|delete|activate|deactivate|insert|protect|unprotect|annotate) \S)/,
        'the line is no change of a configuration in set form',
      ],
      [/^(?:[^"]|"(?:[^"\\]|\\.)*")*"(?:[^"\\]|\\.)*$/, 'a quote does not end in the line'],
      [
        /^(?:[^"]|"(?:[^"\\]|\\.)*")*?[|;#{}]/,
        'outside of quotes the command line takes | ; # { } for its own',
      ],
    ],
  },
  // IOS cuts lines beyond about 254 characters.
  cisco_ios: {
    length: 250,
    allowed: /^[ -~]*$/,
    misread: [[opensText(), 'the line opens a text of several lines']],
  },
  // EOS takes exec commands in configuration mode, too: `commit` would end a change in its middle, `reload` all of it.
  arista_eos: {
    length: 250,
    allowed: /^[ -~]*$/,
    misread: [
      [/^(banner|comment|action bash)( |$)/, 'the line opens a text of several lines'],
      [
        new RegExp(`^(${EXEC_WORDS.map((word) => shortened(word, 2)).join('|')})( |$)`, 'i'),
        'the line is an exec command, which EOS carries out in configuration mode, too',
      ],
    ],
  },
};

/**
 * After these IOS reads on until a delimiter, `quit` or `@`, whatever the lines in between would have been as commands; `macro
 * apply` is several commands by itself. IOS takes every beginning of a word that is unique. With `no` none of them reads on.
 */
function opensText(): RegExp {
  const openers = [
    shortened('banner', 2),
    shortened('macro', 4),
    shortened('menu', 3),
    shortened('certificate', 4),
    shortened('busy-message', 2),
    shortened('login-string', 7),
    shortened('refuse-message', 3),
    shortened('vacant-message', 3),
    `aaa ${shortened('authentication', 6)} (${shortened('banner', 2)}|${shortened('fail-message', 2)})`,
    `crypto (pki|ca) ${shortened('import', 2)}`,
  ];
  // A `key-string` with its key behind it is one line; alone it opens the text of a public key.
  return new RegExp(`^((${openers.join('|')})( |$)|${shortened('key-string', 4)}$)`, 'i');
}

/** A pattern for every beginning of `word` with at least `least` characters. */
function shortened(word: string, least: number): string {
  return Array.from(word.slice(least))
    .reduceRight((rest, letter) => `(${letter}${rest})?`, '')
    .replace(/^/, word.slice(0, least));
}

/** First words, also shortened, that leave a section or configuration mode: leaving is the session's business. */
const LEAVES = /^(e|en|end|ex|exi|exit\S*|q|qu|qui|quit|do|do-exec|disable|logout)( |$)/i;

/**
 * The last gate before a device: says why `line` may not be sent, or null. A line that passes is exactly one line with
 * characters this platform takes literally: no control characters, no TAB and no `?` (a command line completes or helps at
 * once, and the rest of the line ends up somewhere else), nothing that leaves the section.
 */
export function wireProblem(platform: DrivenPlatform, line: string): string | null {
  const rules = RULES[platform];
  if (line.trim() === '') return 'the line is empty';
  if (line !== line.trim()) return 'the line begins or ends with a blank';
  if (/^[!#]/.test(line)) return 'the line is a comment, which a device ignores';
  if (LEAVES.test(line)) return 'the line leaves its section';
  if (line.length > rules.length) return `the line has more than ${rules.length} characters`;
  const odd = Array.from(line).find((character) => character === '?' || !rules.allowed.test(character));
  if (odd !== undefined)
    return `the line contains the character U+${(odd.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  return rules.misread.find(([pattern]) => pattern.test(line))?.[1] ?? null;
}

/** The first command that may not be sent, with the reason; null when all may. */
export function firstStopped(
  platform: DrivenPlatform,
  commands: readonly Command[],
): { readonly command: Command; readonly answer: string } | null {
  for (const command of commands) {
    for (const line of [...command.path, command.command]) {
      const problem = wireProblem(platform, line);
      if (problem !== null) return { command, answer: problem };
    }
  }
  return null;
}
