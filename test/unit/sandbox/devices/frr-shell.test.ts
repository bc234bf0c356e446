import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeSSH } from 'node-ssh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialFor } from '../../../contract/device/simulated-bench.ts';
import { startFrrRouter } from '../../../contract/device/simulated-frr-bench.ts';
import type { SimulatedDevice } from '../../../../src/sandbox/devices/simulated-device.ts';

/** Scripts without a word that differs between hosts; each runs in a home folder that keeps what earlier ones left. */
const SCRIPTS: readonly (readonly [string, string])[] = [
  ['words and quotes', String.raw`a='p  q'; echo $a "$a" '$a' "x'y" 'x"y' a\ b "\$a" "$a"end`],
  ['an empty word, and none', 'e=; echo a $e b "" c "$e" d'],
  ['arguments and numbers', 'n=3; echo $((n+1)) $(($n*5+2)); n=$((n+1)); echo $n'],
  ['output of a command in a word', 'a=$(echo one; echo two); echo "$a"; echo $a; echo "[$(echo x)]"'],
  ['a failure inside an assignment', 'a=$(cat nowhere 2>/dev/null) && echo yes || echo no; echo "[$a]"'],
  ['chains', ': && echo a || echo b; cat nowhere 2>/dev/null && echo c || echo d; : || echo e && echo f'],
  [
    'groups that leave',
    ': || { echo no; exit 3; }; echo here; cat x 2>/dev/null || { echo left; exit; }; echo never',
  ],
  [
    'conditions',
    'if [ a = a ]; then echo 1; else echo 2; fi; if [ 3 -lt 2 ]; then echo 3; else echo 4; fi; [ a != b ]',
  ],
  ['nested conditions', 'if [ a = a ]; then if [ a = b ]; then echo 1; fi; echo 2; fi; echo 3'],
  [
    'loops',
    'for x in a b c; do [ $x = b ] && break; done; echo $x; n=0; while [ $n -lt 3 ]; do n=$((n+1)); done; echo $n',
  ],
  ['a loop over what a command said', 'for x in $(echo p q) r; do echo $x; done'],
  [
    'files',
    'echo hello >"$HOME/f"; cat "$HOME/f"; : >"$HOME/e"; [ -s "$HOME/e" ] || echo empty; [ -e "$HOME/e" ] && echo there',
  ],
  [
    'a file that is written while it is read from a command',
    'echo a >"$HOME/g"; echo $(cat "$HOME/g") b >"$HOME/h"; cat "$HOME/h"',
  ],
  [
    'folders',
    'mkdir "$HOME/d" && echo made; mkdir "$HOME/d" 2>/dev/null || echo again; mkdir -p "$HOME/d" && echo still; [ -d "$HOME/d" ] && echo d',
  ],
  [
    'moving',
    'echo x >"$HOME/d/a"; mv "$HOME/d/a" "$HOME/d/b" && cat "$HOME/d/b"; mv "$HOME/d/a" "$HOME/d/c" 2>/dev/null || echo gone; mv "$HOME/d" "$HOME/k"; cat "$HOME/k/b"',
  ],
  ['removing', 'rm -rf "$HOME/k"; [ -d "$HOME/k" ] || echo gone; [ -e "$HOME/k/b" ] || echo all'],
  [
    'comparing',
    'echo a >"$HOME/p"; echo a >"$HOME/q"; cmp -s "$HOME/p" "$HOME/q" && echo same; echo b >"$HOME/q"; cmp -s "$HOME/p" "$HOME/q" || echo other',
  ],
  [
    'searching',
    'echo " end" >"$HOME/s"; grep -qx end "$HOME/s" || echo none; echo end >"$HOME/s"; grep -qx end "$HOME/s" && echo whole; grep -qs x "$HOME/none"; echo $?',
  ],
  [
    'standard error',
    '{ cat "$HOME/none"; echo out; } 2>/dev/null; cat "$HOME/none" >"$HOME/log" 2>&1; [ -s "$HOME/log" ] && echo kept',
  ],
  [
    'commands nobody has',
    'nosuchcommand 2>/dev/null; echo $?; command -v nosuchcommand >/dev/null 2>&1 || echo none',
  ],
  ['a shell in a shell', `sh -c 'echo $0 $1 "$2"' name one "two  three"; sh -c 'exit 4'; echo $?`],
  [
    'a process that is told to go on',
    `sh -c 'sleep 5 & s=$!; trap "kill $s" USR1; kill -s USR1 $$; wait $s; echo woken'`,
  ],
  [
    'a process that is ended',
    `setsid -f sh -c 'echo $$ >"$1"; sleep 9; :' job "$HOME/pid" >/dev/null 2>&1 </dev/null; while [ ! -s "$HOME/pid" ]; do sleep 0.1; done; echo started`,
  ],
  [
    'the end of all it started',
    'p=$(cat "$HOME/pid"); grep -qs job "/proc/$p/cmdline" && echo alive; kill -s TERM -- "-$p" && sleep 0.2; grep -qs job "/proc/$p/cmdline" || echo dead',
  ],
];

describe('the shell of the simulated FRR host', () => {
  let device: SimulatedDevice;
  const ssh = new NodeSSH();
  const home = mkdtempSync(join(tmpdir(), 'plumbline-shell-'));

  beforeAll(async () => {
    device = await startFrrRouter('127.77.0.36');
    const { username, password, port } = credentialFor(device);
    await ssh.connect({
      host: device.address,
      username,
      port,
      ...(password === undefined ? {} : { password }),
    });
    ssh.connection?.on('error', () => undefined);
  });
  afterAll(async () => {
    ssh.dispose();
    await device.stop();
    rmSync(home, { recursive: true });
  });

  it.each(SCRIPTS)('does with %s what a real one does', async (_what, script) => {
    const real = spawnSync('sh', ['-c', script], { env: { ...process.env, HOME: home }, encoding: 'utf8' });
    const answer = await ssh.execCommand(script, { noTrim: true });
    expect({ code: answer.code, stdout: answer.stdout }).toEqual({ code: real.status, stdout: real.stdout });
  });

  it.each([
    'cat a | cat b',
    'f() { echo a; }; f',
    'case a in a) echo a;; esac',
    'echo `id`',
    'echo "unfinished',
    'echo $(echo a',
  ])('refuses what it does not know: %s', async (script) => {
    const { code, stdout, stderr } = await ssh.execCommand(script);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Syntax error');
  });

  it.each(['id', 'ls -l', 'systemd-run true', 'python', 'curl http://localhost'])(
    'has no %s, and says so as a shell does',
    async (command) => {
      const { code, stderr } = await ssh.execCommand(command);
      expect(code).toBe(127);
      expect(stderr).toContain(`${command.split(' ')[0] ?? ''}: not found`);
    },
  );
});
