import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProgram } from '../../../src/cli/create-program.ts';
import { modulesLoadedBy, runPlumbline } from './run-plumbline.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the command line', () => {
  it('has these commands, each with --json and a description', () => {
    const { commands } = createProgram();
    expect(commands.map((command) => command.name())).toEqual([
      'serve',
      'demo',
      'sandbox',
      'check',
      'plan',
      'approve',
      'hold',
      'release',
      'sweep',
      'devices',
      'changes',
      'diff',
      'tree',
      'simulate',
      'stop',
      'migrate',
      'doctor',
      'provision',
    ]);
    for (const command of commands) {
      expect(
        command.options.map(({ long }) => long),
        command.name(),
      ).toContain('--json');
      expect(command.description(), command.name()).not.toBe('');
    }
  });

  it('shows its help with exit 0', async () => {
    const { code, stdout } = await runPlumbline(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: plumbline');
    expect(await runPlumbline(['check', '--help'])).toMatchObject({ code: 0 });
  });

  it('loads nothing but commander and a few files of its own to show its help', async () => {
    const loaded = await modulesLoadedBy(['--help']);
    expect(loaded).toContain('commander');
    expect(loaded.filter((name) => name !== 'commander' && !name.startsWith('src/cli/'))).toEqual(
      loaded.filter((name) => /^src\/domain\/(?:fault|redact)/.test(name)),
    );
  });

  it.each([
    [[], /Usage: plumbline/],
    [['chekc', 'edge-1'], /unknown command 'chekc'[\s\S]*Did you mean check\?/],
    [['check', '--al'], /unknown option '--al'[\s\S]*--all/],
    [['check'], /Expected the names of devices, or --all/],
    [['check', 'edge-1', '--all'], /found both/],
    [['hold', 'edge-1'], /missing required argument 'reason'/],
    [['sweep', '--timeout', 'soon'], /Expected --timeout as a number of seconds, found "soon"/],
    [['sandbox', '--devices', '0'], /Expected a number from 1 to 9999/],
    [
      ['sandbox', '--platform', 'cisco_nxos'],
      /Expected --platform as one of cisco_ios.*, found "cisco_nxos"/,
    ],
    [
      ['sandbox', '--fault', 'fire'],
      /"fire" is no fault: refuse\[:AT\], hang\[:AT\], .*half\[:AT\], slow, .*silent/,
    ],
    [['sandbox', '--fault', 'silent:3'], /"silent" takes no moment/],
    [['migrate'], /Expected DATABASE_URL, found none/],
    [['diff', '--platform', 'ios'], /Expected --platform as one of frr, .*, found "ios"/],
    [['diff', '--platform', 'frr', '--live', 'a'], /Expected --intended FILE, found none/],
    [['diff', '--platform', 'frr', '--live', 'a', '--running', 'a'], /which mean the same, found both/],
    [['diff', '--platform', 'frr', '--live', '-', '--intended', '-'], /at most one - \(standard input\)/],
    [['tree', '--platform', 'frr'], /missing required argument 'file'/],
    [['simulate', '--platform', 'frr', '--live', 'a'], /Expected --commands FILE, found none/],
  ])('says what is wrong with %j and ends with 1', async (args, words) => {
    const { code, stdout, stderr } = await runPlumbline(args);
    expect(stderr).toMatch(words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  it('tells all wrong settings at once, without secrets, and ends with 1', async () => {
    const { code, stderr } = await runPlumbline(['provision'], {
      NETBOX_URL: 'nowhere',
      NETBOX_TOKEN: 'Zx9canaryQ',
      PLUMBLINE_WEBHOOK_SECRT: 'Zx9canaryQ',
    });
    expect(code).toBe(1);
    expect(stderr.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(4);
    expect(stderr).toContain('Did you mean PLUMBLINE_WEBHOOK_SECRET?');
    expect(stderr).not.toContain('Zx9canaryQ');
  });
});

describe('plumbline stop', () => {
  it('stops, shows and clears without a worker, a database or NetBox', async () => {
    const env = { PLUMBLINE_DATA_DIR: folder };
    expect(await runPlumbline(['stop', '--show'], env)).toMatchObject({
      code: 0,
      stdout: 'not stopped: writes are possible\n',
    });
    expect(await runPlumbline(['stop', 'core', 'maintenance'], env)).toMatchObject({
      code: 0,
      stdout: 'stopped, no new writes: core maintenance\n',
    });
    expect(await readFile(join(folder, 'stop'), 'utf8')).toBe('core maintenance\n');
    const shown = await runPlumbline(['stop', '--show', '--json'], env);
    expect(shown.code).toBe(2);
    expect(JSON.parse(shown.stdout)).toEqual({ stopped: true, reason: 'core maintenance', dataDir: folder });
    expect(await runPlumbline(['stop', '--clear'], env)).toMatchObject({ code: 0 });
    expect(await readdir(folder)).toEqual([]);
  });
});
