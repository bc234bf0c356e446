import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectTcp, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import type { Algorithms, AuthContext } from 'ssh2';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Credential } from '../../../src/devices/credential.ts';
import type { SessionTimeouts } from '../../../src/devices/device-options.ts';
import { openShellSession } from '../../../src/devices/shell-session.ts';
import { openSshConnection } from '../../../src/devices/ssh-connection.ts';
import type { SshConnection } from '../../../src/devices/ssh-connection.ts';
import type { SshProfile } from '../../../src/devices/ssh-algorithms.ts';
import { runProgram } from '../../bench/diff/run-program.ts';
import { startTinySsh, type TinySshServer } from '../../support/tiny-ssh-server.ts';
import { createGateway, FAST_TIMEOUTS, NEVER } from './device-bench.ts';
import { credentialFor, knownHostsOf, startRouter, unitOf } from './simulated-bench.ts';

const HOST = '127.77.0.26';
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function server(options: Omit<Parameters<typeof startTinySsh>[0], 'host'> = {}) {
  const started = await startTinySsh({ host: HOST, ...options });
  stops.push(() => started.stop());
  return started;
}

async function connect(
  to: Pick<TinySshServer, 'port' | 'knownHosts'>,
  credential: Partial<Credential>,
  timeouts: Partial<SessionTimeouts> = {},
): Promise<SshConnection> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-ssh-'));
  stops.push(() => rmSync(folder, { recursive: true }));
  const knownHostsPath = join(folder, 'known_hosts');
  writeFileSync(knownHostsPath, to.knownHosts);
  const connection = await openSshConnection(
    {
      name: 'old1',
      address: HOST,
      credential: { username: 'a', password: 'b', port: to.port, prefixes: [], ...credential },
      knownHostsPath,
      timeouts: { ...FAST_TIMEOUTS, ...timeouts },
    },
    NEVER,
  );
  stops.push(() => connection.close());
  return connection;
}

describe('SSH algorithms', () => {
  /** What an IOS 15 and an IOS 12 router offer (facts/devices.md 1.1). */
  const OLD: Algorithms = {
    kex: ['diffie-hellman-group14-sha1'],
    cipher: ['aes128-cbc', 'aes256-cbc'],
    hmac: ['hmac-sha1'],
    serverHostKey: ['ssh-rsa'],
  };
  const OLDEST: Algorithms = {
    kex: ['diffie-hellman-group1-sha1'],
    cipher: ['3des-cbc'],
    hmac: ['hmac-md5'],
    serverHostKey: ['ssh-rsa'],
  };

  it.each([
    ['modern', undefined, 'ed25519'],
    ['legacy-14sha1', OLD, 'rsa'],
    ['legacy-14sha1', undefined, 'ed25519'],
    ['legacy-1', OLDEST, 'rsa'],
  ] as const)('of profile %s log in to a device of that age', async (sshProfile, algorithms, keyType) => {
    const to = await server({ keyType, ...(algorithms === undefined ? {} : { algorithms }) });
    expect((await connect(to, { sshProfile })).lost()).toBeNull();
  });

  it.each([
    ['modern', OLD],
    ['modern', OLDEST],
    ['legacy-14sha1', OLDEST],
  ] as const)(
    'of profile %s refuse an older device, say so, and send it nothing',
    async (sshProfile, algorithms) => {
      const to = await server({ keyType: 'rsa', algorithms });
      const refused = connect(to, { sshProfile });
      await expect(refused).rejects.toMatchObject({ code: 'device.unexpected-output', retry: 'never' });
      await expect(refused).rejects.toThrow(
        'if the device is old, give its credential profile an `sshProfile`',
      );
      expect(to.attempts).toEqual([]);
    },
  );

  it.each([
    ['group1', { ...OLD, kex: ['diffie-hellman-group1-sha1'] }],
    ['3DES', { ...OLD, cipher: ['3des-cbc'] }],
    ['MD5', { ...OLD, hmac: ['hmac-md5'] }],
  ] satisfies [string, Algorithms][])('of legacy-14sha1 do not hold %s', async (_what, algorithms) => {
    const to = await server({ keyType: 'rsa', algorithms });
    await expect(connect(to, { sshProfile: 'legacy-14sha1' })).rejects.toMatchObject({
      code: 'device.unexpected-output',
    });
  });

  it('that are old are warned about once for each profile', async () => {
    const warned: unknown[] = [];
    const device = await startRouter(HOST);
    stops.push(() => device.stop());
    const log = { error: vi.fn(), info: vi.fn(), debug: vi.fn() };
    const of = (sshProfile: SshProfile) =>
      createGateway({ ...credentialFor(device), sshProfile }, knownHostsOf(device), {
        options: { log: { ...log, warn: (text, fields) => warned.push({ text, ...fields }) } },
      });
    for (const devices of [of('modern'), of('legacy-14sha1')]) {
      stops.push(() => devices.close());
      await devices.reader.read(unitOf(device), NEVER);
      await devices.reader.read(unitOf(device), NEVER);
    }
    expect(warned).toEqual([
      { text: 'old SSH algorithms are allowed', profile: 'default', sshProfile: 'legacy-14sha1' },
    ]);
  });
});

const HAS_AGENT = spawnSync('ssh-add', ['-h']).error === undefined;

describe.skipIf(!HAS_AGENT)('an SSH agent', () => {
  /** An agent with several keys, the last of which is ours. */
  async function agent(keys: number) {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-agent-'));
    const socket = join(folder, 'agent.sock');
    const child = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    stops.push(() => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    });
    const publicKeys: string[] = [];
    for (let number = 1; number <= keys; number += 1) {
      const pair = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
      const path = join(folder, `key${number}`);
      writeFileSync(path, pair.private, { mode: 0o600 });
      const added = await runProgram('ssh-add', ['-q', path], NEVER, { SSH_AUTH_SOCK: socket });
      if (added.code !== 0) throw new Error(added.stderr);
      publicKeys.push(pair.public);
    }
    return { socket, publicKeys };
  }
  /** Accepts one public key, as ssh2's example server does. */
  const accepting = (publicKey: string) => (context: AuthContext) => {
    const wanted = ssh2.utils.parseKey(publicKey);
    if (wanted instanceof Error) throw wanted;
    const isWanted = context.method === 'publickey' && context.key.data.equals(wanted.getPublicSSH());
    if (isWanted) context.accept();
    else context.reject(['publickey']);
  };

  it('signs with the key of the credential, and its other keys are never offered', async () => {
    const { socket, publicKeys } = await agent(3);
    const publicKey = publicKeys[2] ?? '';
    const to = await server({ authenticate: accepting(publicKey) });
    await connect(to, { agent: { socket, publicKey } });
    // The question whether the key would do, and the signature.
    expect(to.attempts).toEqual(['publickey', 'publickey']);
  });

  it('that is gone, or does not hold the key, is no refusal of the device, and nothing is offered to it', async () => {
    const { socket } = await agent(1);
    const publicKey = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 }).public;
    const to = await server();
    for (const wrong of [
      { socket, publicKey },
      { socket: '/nowhere/agent.sock', publicKey },
      { socket, publicKey: 'no key at all' },
    ]) {
      await expect(connect(to, { agent: wrong })).rejects.toMatchObject({ code: 'device.no-credentials' });
    }
    expect(to.attempts).toEqual([]);
  });
});

describe('keepalives', () => {
  it('find out within three of them that the other end is gone', async () => {
    const to = await server();
    // A wire that can be held: nothing is closed, and nothing arrives any more.
    const ends: Socket[] = [];
    const wire = createServer((near) => {
      const far = connectTcp(to.port, HOST);
      near.pipe(far).pipe(near);
      for (const end of [near, far]) end.on('error', () => end.destroy());
      ends.push(near, far);
    });
    await new Promise<void>((resolve) => wire.listen(0, HOST, resolve));
    stops.push(() => {
      for (const end of ends) end.destroy();
      wire.close();
    });
    const { port } = wire.address() as AddressInfo;
    const knownHosts = to.knownHosts.replace(`:${to.port} `, `:${port} `);
    const connection = await connect({ ...to, port, knownHosts }, {}, { keepaliveMs: 50 });
    const lost = new Promise((resolve) => connection.onLost(resolve));
    for (const end of ends) end.unpipe().pause();
    expect(await lost).toMatchObject({ code: 'device.timeout' });
  });
});

describe('an answer whose end Return may prove', () => {
  const ASKED = { input: 'show clock\r', echo: 'show clock', totalMs: 5_000, mayReturn: true };
  const ends = (last: string) => last === 'edge1#';

  /** A shell that prints one piece after the other, the next only when something was typed; keeps what was. */
  async function shellSaying(pieces: readonly string[], quietMs: number) {
    const typed: string[] = [];
    const to = await server({
      shell: (channel) => {
        const left = [...pieces];
        channel.on('data', (data: Buffer) => {
          typed.push(data.toString());
          const piece = left.shift();
          if (piece !== undefined) channel.write(piece);
        });
      },
    });
    const shell = await openShellSession(await connect(to, {}), FAST_TIMEOUTS, 100_000);
    return { typed, answer: await shell.exchange({ ...ASKED, ends, quietMs }) };
  }

  it('ends where the device repeats its prompt, without any silence', async () => {
    const pieces = ['show clock\r\n10:00\r\nedge1#', '\r\nedge1#'];
    const { typed, answer } = await shellSaying(pieces, 1_000_000);
    expect(answer).toEqual({ kind: 'prompt', text: '10:00\n', last: 'edge1#', isRepeated: true });
    expect(typed).toEqual(['show clock\r', '\r']);
  });

  it('does not end at a line that looks like the prompt while more comes, however long the device takes', async () => {
    const pieces = ['show clock\r\nedge1#', ' is not me\r\n10:00\r\nedge1#\r\nedge1#'];
    const { typed, answer } = await shellSaying(pieces, 1_000_000);
    expect(answer).toMatchObject({ text: 'edge1# is not me\n10:00\n', last: 'edge1#' });
    expect(typed).toEqual(['show clock\r', '\r']);
  });

  it('ends after the silence of the setting where a line of the log stands between both prompts', async () => {
    const pieces = ['show clock\r\n10:00\r\nedge1#', '\r\n%LINK-3-UPDOWN: up\r\nedge1#'];
    const { answer } = await shellSaying(pieces, 30);
    expect(answer.isRepeated).toBe(false);
    expect(answer.text).toContain('10:00\n');
  });

  it('never answers a question', async () => {
    const { typed, answer } = await shellSaying(['show clock\r\nProceed? [confirm]'], 30);
    expect(answer).toMatchObject({ kind: 'question', last: 'Proceed? [confirm]' });
    expect(typed).toEqual(['show clock\r']);
  });
});
