import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import type { AuthContext } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import type { Credential } from '../../../src/devices/credential.ts';
import { faultFactsOf } from '../../../src/domain/fault.ts';
import { createLog } from '../../../src/telemetry/create-log.ts';
import { createMemoryRefusedLogins } from '../../support/memory-refused-logins.ts';
import { UNIT } from '../../support/make-unit.ts';
import { answerShell, startTinySsh } from '../../support/tiny-ssh-server.ts';
import { createGateway, inInterface, NEVER, permitFor } from './device-bench.ts';

const HOST = '127.77.0.28';
const PASSPHRASE = 'CanaryPassphrase3';

/** A secret in every field; the key is a real one under a real passphrase. */
const SECRETS: Credential = {
  username: 'plumbline',
  password: 'CanaryPassword1',
  enableSecret: 'CanaryEnable2',
  passphrase: PASSPHRASE,
  privateKey: generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE },
  }).privateKey,
  port: 22,
  prefixes: ['127.77.0.0/16'],
};
const CANARIES = [
  'CanaryPassword1',
  'CanaryEnable2',
  PASSPHRASE,
  ...(SECRETS.privateKey ?? '').split('\n').filter((line) => line.length > 40),
];

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const refuse = (context: AuthContext): void => context.reject(['publickey', 'password']);
/** A device that says back what it was given, as broken AAA banners do. */
const parrot = (context: AuthContext): void => {
  if (context.method === 'password') context.accept();
  else context.reject(['password']);
};

type Server = Omit<Parameters<typeof startTinySsh>[0], 'host'>;
const privileged = (more: Readonly<Record<string, string>>) =>
  answerShell('r1#', (line) => more[line] ?? (line === 'show privilege' ? 'privilege level is 15\r\n' : ''));

/** Every kind of failure a device can answer a login, a read or a write with. */
type Failure = readonly [what: string, server: Server, changes?: Partial<Credential>];

const FAILURES: readonly Failure[] = [
  ['a refusal of key and password', { authenticate: refuse }],
  ['a key whose passphrase is wrong', { authenticate: refuse }, { passphrase: 'CanaryEnable2' }],
  ['a private key that is none', { authenticate: refuse }, { privateKey: 'CanaryPassword1 is no key' }],
  ['a private key without its passphrase', {}, { passphrase: '' }],
  ['an agent that is not there', {}, { agent: { socket: '/nowhere', publicKey: 'CanaryEnable2' } }],
  ['no common algorithms', { algorithms: { kex: ['diffie-hellman-group1-sha1'] } }],
  [
    'a shell that says the password',
    { authenticate: parrot, shell: answerShell('CanaryPassword1: ', () => '') },
  ],
  [
    'an enable that echoes the secret',
    {
      authenticate: parrot,
      shell: answerShell('r1>', (line) => (line === 'enable' ? 'Password: ' : '% Bad CanaryEnable2\r\n')),
    },
  ],
  [
    'a question that quotes the secrets',
    {
      authenticate: parrot,
      shell: privileged({ 'terminal length 0': 'CanaryPassword1 CanaryEnable2\r\nSure? [yes/no]: ' }),
    },
  ],
  [
    'a command it refuses in the words of the secrets',
    {
      authenticate: parrot,
      shell: privileged({ 'terminal length 0': '% Invalid CanaryPassword1 CanaryEnable2\r\n' }),
    },
  ],
  [
    'a version it gives as the secrets',
    {
      authenticate: parrot,
      shell: privileged({ 'show version': 'CanaryPassword1 CanaryEnable2 CanaryPassphrase3\r\n' }),
    },
  ],
];

describe('secrets of credentials', () => {
  it.each(FAILURES.map(([what, options, changes]) => ({ what, options, changes })))(
    'are in no error, log line, result or row after $what',
    async ({ options, changes }) => {
      const server = await startTinySsh({ host: HOST, ...options });
      stops.push(() => server.stop());
      const lines: string[] = [];
      const kept: unknown[] = [];
      const memory = createMemoryRefusedLogins();
      const devices = createGateway({ ...SECRETS, port: server.port, ...changes }, server.knownHosts, {
        timeouts: { handshakeMs: 600, commandMs: 600, idleMs: 400 },
        options: {
          // The log is not told the secrets by value here: nothing may rely on its filter.
          log: createLog({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
          refusedLogins: { ...memory, keep: (_login, refusal) => Promise.resolve(void kept.push(refusal)) },
        },
      });
      stops.push(() => devices.close());
      const unit = { ...UNIT, platform: 'cisco_ios', address: HOST } as const;
      const thrown: unknown[] = [];
      for (const purpose of ['proof', 'look', 'order'] as const)
        await devices.reader.read(unit, NEVER, purpose).catch((error: unknown) => thrown.push(error));
      try {
        const writer = await devices.openWriter(permitFor(unit), NEVER);
        thrown.push(
          await writer.apply([inInterface('x', 'description y')], null).catch((error: unknown) => error),
        );
        await writer.close();
      } catch (error) {
        thrown.push(error);
      }
      expect(thrown).toHaveLength(4);
      const errors = thrown.filter((one) => one instanceof Error);
      expect(errors.map((error) => faultFactsOf(error).code)).not.toContain('internal.unexpected');
      const seen = [
        inspect(thrown, { depth: 10, showHidden: true }),
        JSON.stringify(thrown),
        ...lines,
        inspect(kept),
      ];
      for (const canary of CANARIES)
        expect(
          seen.filter((text) => text.includes(canary)),
          canary,
        ).toEqual([]);
    },
  );
});
