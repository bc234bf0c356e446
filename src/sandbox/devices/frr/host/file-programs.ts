import type { Program, Shell } from './machine.ts';

/** Programs about files, with the options the driver uses. */
export const FILE_PROGRAMS: readonly (readonly [string, Program])[] = [
  ['[', test],
  ['cat', cat],
  ['mkdir', makeFolder],
  [
    'mv',
    (shell, [from = '', to = '']) =>
      shell.host.files.move(from, to) ? 0 : complain(shell, `mv: cannot stat '${from}'`),
  ],
  ['rm', remove],
  ['sort', sort],
  ['cmp', compare],
  ['grep', grep],
];

function complain(shell: Shell, words: string): number {
  shell.err(`${words}: No such file or directory\n`);
  return 1;
}

/** `[ … ]` with one condition. */
function test({ host: { files } }: Shell, args: readonly string[]): number {
  const words = args.at(-1) === ']' ? args.slice(0, -1) : [];
  const [one = '', operator = '', other = ''] = words;
  const isTrue = words.length === 2 ? testFile(one, operator) : testPair(one, operator, other);
  return isTrue ? 0 : 1;

  function testFile(flag: string, path: string): boolean {
    if (flag === '-d') return files.isFolder(path);
    if (flag === '-s') return (files.read(path) ?? '') !== '';
    if (flag === '-w') return files.exists(path) && !files.locked.has(path);
    return (flag === '-e' || flag === '-x') && files.exists(path);
  }
}

function testPair(one: string, operator: string, other: string): boolean {
  if (operator === '=') return one === other;
  if (operator === '!=') return one !== other;
  return operator === '-lt' && Number(one) < Number(other);
}

function cat(shell: Shell, [path = '']: readonly string[]): number {
  if (path === '/etc/frr/frr.conf') {
    // As packaged: readable for the daemons' own user only.
    shell.err(`cat: ${path}: Permission denied\n`);
    return 1;
  }
  const text = shell.host.files.read(path);
  if (text === null) return complain(shell, `cat: ${path}`);
  shell.out(text);
  return 0;
}

function makeFolder(shell: Shell, args: readonly string[]): number {
  const path = args.at(-1) ?? '';
  const { files } = shell.host;
  if (args[0] === '-p' && files.isFolder(path)) return 0;
  if (files.makeFolder(path)) return 0;
  shell.err(`mkdir: cannot create directory '${path}'\n`);
  return 1;
}

function remove({ host }: Shell, args: readonly string[]): number {
  for (const path of args.filter((word) => !word.startsWith('-'))) host.files.remove(path);
  return 0;
}

function sort(shell: Shell, [path = '']: readonly string[]): number {
  const text = shell.host.files.read(path);
  if (text === null) return complain(shell, `sort: cannot read: ${path}`);
  shell.out(text.split('\n').sort().join('\n'));
  return 0;
}

function compare({ host: { files } }: Shell, args: readonly string[]): number {
  const [one, other] = args.filter((word) => word !== '-s').map((path) => files.read(path));
  if (one === undefined || other === undefined || one === null || other === null) return 2;
  return one === other ? 0 : 1;
}

/** `grep -qs PATTERN FILE`, `-qsE` for a pattern with `|` and groups, or `-qx` for whole lines; also of the command line of a process. */
function grep({ host }: Shell, [flags = '', pattern = '', path = '']: readonly string[]): number {
  const [, pid] = /^\/proc\/(\d+)\/cmdline$/.exec(path) ?? [];
  const text =
    pid === undefined ? host.files.read(path) : (host.processes.find(Number(pid))?.commandLine ?? null);
  if (text === null) return 2;
  const expression = new RegExp(flags.includes('x') ? `^(?:${pattern})$` : pattern);
  return text.split('\n').some((line) => expression.test(line)) ? 0 : 1;
}
