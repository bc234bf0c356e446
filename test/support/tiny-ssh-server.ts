import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import ssh2 from 'ssh2';
import type { Algorithms, AuthContext, ServerChannel } from 'ssh2';
import { createHostKey } from '../../src/sandbox/devices/host-key.ts';

/** What a tiny SSH server does with what a client asks of it. */
export interface TinySshOptions {
  readonly host: string;
  readonly algorithms?: Algorithms;
  /** The kind of its host key; `rsa` is what old devices have. */
  readonly keyType?: 'rsa' | 'ed25519';
  readonly authenticate?: (context: AuthContext) => void;
  readonly shell?: (channel: ServerChannel) => void;
  readonly exec?: (channel: ServerChannel, command: string) => void;
}

export interface TinySshServer {
  readonly port: number;
  /** A known_hosts line for it. */
  readonly knownHosts: string;
  /** Authentication attempts that offered something, by method. */
  readonly attempts: readonly string[];
  /** What was typed into its shells. */
  typed(): string;
  stop(): Promise<void>;
}

/** Starts an SSH server on a loopback address that does exactly what a test says, right or wrong. */
export async function startTinySsh(options: TinySshOptions): Promise<TinySshServer> {
  const key = options.keyType === 'rsa' ? rsaKey() : createHostKey().privateKey;
  const parsed = ssh2.utils.parseKey(key);
  if (parsed instanceof Error) throw parsed;
  const attempts: string[] = [];
  let typed = '';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
    const { algorithms } = options;
    const ssh = new ssh2.Server({ hostKeys: [key], ...(algorithms === undefined ? {} : { algorithms }) });
    ssh.on('connection', (client) => {
      client.on('error', () => socket.destroy());
      client.on('authentication', (context) => {
        if (context.method !== 'none') attempts.push(context.method);
        if (context.method === 'none') context.reject(['publickey', 'password']);
        else if (options.authenticate === undefined) context.accept();
        else options.authenticate(context);
      });
      client.on('session', (accept) => {
        const session = accept();
        session.on('pty', (acceptPty) => acceptPty());
        session.on('shell', (acceptShell) => {
          const channel = acceptShell();
          channel.on('error', () => undefined);
          channel.on('data', (data: Buffer) => (typed += data.toString('latin1')));
          options.shell?.(channel);
        });
        session.on('exec', (acceptExec, _reject, { command }) => options.exec?.(acceptExec(), command));
      });
    });
    ssh.injectSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, options.host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    attempts,
    knownHosts: `[${options.host}]:${port} ${parsed.type} ${parsed.getPublicSSH().toString('base64')}\n`,
    typed: () => typed,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function rsaKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 1024,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return privateKey;
}

/** A shell that answers each line by `answer`, echoes it, and shows `prompt` as an IOS device does; null cuts nothing and says nothing. */
export function answerShell(prompt: string, answer: (line: string) => Buffer | string | null) {
  return (channel: ServerChannel): void => {
    let line = '';
    channel.write(prompt);
    channel.on('data', (data: Buffer) => {
      for (const character of data.toString('latin1')) {
        if (character !== '\r') {
          line += character;
          continue;
        }
        const reply = answer(line);
        channel.write(`${line}\r\n`);
        line = '';
        if (reply === null) return;
        channel.write(reply);
        channel.write(prompt);
      }
    });
  };
}
