import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modulesLoadedBy, runPlumbline } from './run-plumbline.ts';

const LIVE = `hostname r1
interface eth0
 description old
exit
!
router bgp 65001
 neighbor 10.0.0.2 remote-as 65002
 neighbor 10.0.0.2 password Zx9canaryQ
exit
!
end
`;
const INTENDED = LIVE.replace('old', 'new');

let folder: string;
let live: string;
let intended: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-offline-'));
  live = await file('live.conf', LIVE);
  intended = await file('intended.conf', INTENDED);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function diff(...more: string[]) {
  return runPlumbline(['diff', '--platform', 'frr', '--live', live, '--intended', intended, ...more]);
}

describe('plumbline diff', () => {
  it('ends with 0 when live has what is intended', async () => {
    expect(await diff('--intended', live)).toEqual({
      code: 0,
      stdout: 'in line: live has what is intended\n',
      stderr: '',
    });
  });

  it('shows what differs, the commands and the way back, and ends with 2', async () => {
    const { code, stdout, stderr } = await diff();
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      `--- live      ${live}`,
      `+++ intended  ${intended}`,
      ' interface eth0',
      '- description old  (unexplained)',
      '+ description new  (unexplained)',
      '',
      '! 1 command to bring live to intended',
      'interface eth0',
      ' description new',
      '',
      '! 1 command to undo that',
      'interface eth0',
      ' description old',
      '',
    ]);
  });

  it('prints exactly the agreed object with --json', async () => {
    const { code, stdout } = await diff('--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toStrictEqual({
      platform: 'frr',
      inLine: false,
      findings: [
        {
          path: ['interface eth0'],
          kind: 'changed',
          class: 'unexplained',
          intended: 'description new',
          live: 'description old',
        },
      ],
      remediation: [{ path: ['interface eth0'], command: 'description new' }],
      rollback: [{ path: ['interface eth0'], command: 'description old' }],
      warnings: [],
    });
  });

  it('takes --running for --live, a baseline, and a scope', async () => {
    const args = ['diff', '--platform', 'frr', '--running', live, '--intended', intended];
    const known = await runPlumbline([...args, '--baseline', live, '--json']);
    expect(JSON.parse(known.stdout)).toMatchObject({ findings: [{ class: 'pending' }] });
    expect(await runPlumbline([...args, '--scope', 'router bgp'])).toMatchObject({ code: 0 });
  });

  it('prints no secret, and no command that would set one to the words left out', async () => {
    const other = await file('other.conf', INTENDED.replace('Zx9canaryQ', 'Zx9canaryR'));
    const text = await diff('--intended', other);
    const json = await diff('--intended', other, '--json');
    expect(`${text.stdout}${text.stderr}${json.stdout}${json.stderr}`).not.toContain('Zx9canary');
    const commands = text.stdout.split('\n').filter((line) => line.startsWith(' '));
    expect(commands.filter((line) => line.includes('redacted'))).toEqual([]);
    expect(text.stdout).toContain('! take from the file:  neighbor 10.0.0.2 password <redacted>');
    expect(JSON.parse(json.stdout)).toMatchObject({
      warnings: [{ code: 'secret-not-shown' }, { code: 'secret-not-shown' }],
    });
  });

  it.each([
    ['a file that is not there', '/nonexistent/live.conf', 'input.unreadable'],
    ['a directory', tmpdir(), 'input.unreadable'],
    ['a source that never ends', '/dev/zero', 'input.too-large'],
  ])('ends with 1 and one line for %s', async (_what, path, code) => {
    const result = await diff('--live', path);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/^plumbline: [^\n]+\n$/);
    expect(result.stderr).toContain(path);
    expect(result.stderr).toContain(`(${code})`);
  });

  it.each([
    ['a cut live text', LIVE.replace('end\n', ''), /: line 10: expected "end".* \(input\.truncated\)\n$/],
    [
      'the text of another platform',
      'system {\n}\n',
      /: line 1: .*juniper_junos.* \(input\.wrong-platform\)/,
    ],
    [
      'a text that contradicts itself',
      LIVE.replace('65002', '65002\n neighbor 10.0.0.2 remote-as 65003'),
      /says both .* \(input\.not-comparable\)/,
    ],
  ])('ends with 1 and one line for %s', async (_what, text, words) => {
    const result = await diff('--live', await file('bad.conf', text));
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/^plumbline: [^\n]+\n$/);
    expect(result.stderr).toMatch(words);
  });

  it('tells programs why, too', async () => {
    const { code, stdout } = await diff('--live', await file('cut.conf', 'hostname r1\n'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'input.truncated' } });
  });

  it('lets no text of a file steer the terminal', async () => {
    const tricky = await file('tricky.conf', INTENDED.replace('new', 'new \u202etxet'));
    expect((await diff('--intended', tricky)).stdout).not.toContain('\u202e');
  });

  it('loads neither settings nor libraries of the worker', async () => {
    const loaded = await modulesLoadedBy(['diff', '--platform', 'frr', '--live', live, '--intended', live]);
    expect(loaded).toContain('src/diff/diff-texts.ts');
    expect(loaded.filter((name) => !/^(commander|src\/(cli|diff|domain)\/.*)$/.test(name))).toEqual([]);
  });
});

describe('the launcher', () => {
  it('compares, too, with one text from standard input', async () => {
    const launcher = fileURLToPath(new URL('../../../scripts/plumbline.js', import.meta.url));
    const args = ['diff', '--platform', 'frr', '--live', '-', '--intended', intended, '--json'];
    const stdout = await new Promise<string>((resolve) => {
      const child = execFile(process.execPath, [launcher, ...args], (_error, text) => resolve(text));
      child.stdin?.end(LIVE);
    });
    expect(JSON.parse(stdout)).toMatchObject({ inLine: false, findings: [{ kind: 'changed' }] });
  });
});

describe('plumbline tree', () => {
  it('prints a part of a configuration as it was understood', async () => {
    const part = await file('part.conf', '! a part\ninterface eth0\n    description x\n');
    const text = await runPlumbline(['tree', '--platform', 'frr', part]);
    expect(text).toEqual({ code: 0, stdout: 'interface eth0\n description x\nexit\n!\n', stderr: '' });
    const json = await runPlumbline(['tree', '--platform', 'frr', part, '--json']);
    expect(JSON.parse(json.stdout)).toStrictEqual({
      platform: 'frr',
      children: [{ text: 'interface eth0', children: [{ text: 'description x', children: [] }] }],
    });
  });

  it('says that it leaves secrets out', async () => {
    const { stdout, stderr } = await runPlumbline(['tree', '--platform', 'frr', live]);
    expect(stdout).not.toContain('Zx9canaryQ');
    expect(stderr).toMatch(/^Secrets are left out/);
  });
});

describe('plumbline simulate', () => {
  it('leads with the commands of a comparison to what is intended', async () => {
    const { stdout } = await diff();
    const commands = await file(
      'commands.txt',
      stdout.slice(stdout.indexOf('! 1 command'), stdout.indexOf('! 1 command to undo')),
    );
    const args = ['simulate', '--platform', 'frr', '--live', live, '--commands', commands];
    const result = await runPlumbline(args);
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('interface eth0\n description new\n');
    expect(result.stdout).toMatch(/\nend\n$/);
  });

  it('ends with 2 when the device would refuse a command', async () => {
    const commands = await file(
      'refused.txt',
      'interface eth0\n no description other\n no ip address 10.9.9.9/30\n',
    );
    const { code, stderr } = await runPlumbline([
      'simulate',
      '--platform',
      'frr',
      '--live',
      live,
      '--commands',
      commands,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('warning: interface eth0 > the device would refuse "no ip address 10.9.9.9/30"');
  });
});
