import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { NodeSSH } from 'node-ssh';
import { Fault } from '../domain/fault.ts';
import type { Credential } from './credential.ts';
import type { SessionTimeouts } from './device-options.ts';
import { createHostKeyCheck } from './host-key-check.ts';
import type { HostKeyCheck } from './host-key-check.ts';
import { algorithmsOf, rsaSignaturesOf } from './ssh-algorithms.ts';
import { createLogin, requireReadableKey } from './login.ts';
import { onAbort } from './on-abort.ts';
import { toFault } from './to-fault.ts';
import { within } from './within.ts';

/** Where to connect, and with what. */
export interface Target {
  /** Name for messages. */
  readonly name: string;
  readonly address: string;
  readonly credential: Credential;
  readonly knownHostsPath: string;
  readonly timeouts: SessionTimeouts;
}

/** One authenticated SSH connection. */
export interface SshConnection {
  readonly ssh: NodeSSH;
  readonly name: string;
  readonly address: string;
  /** Why the connection is gone, or null while it stands. */
  lost(): Fault | null;
  /** Calls back once when the connection is gone; at once if it is. Returns how to stop listening. */
  onLost(listener: (fault: Fault) => void): () => void;
  /** Destroys the connection because of `fault`, without a goodbye. */
  cut(fault: Fault): void;
  /** Ends the connection; the socket is destroyed when the goodbye takes too long. Never throws. */
  close(): Promise<void>;
}

/**
 * Connects, checks the host key and logs in. Throws `device.unreachable`, `device.timeout`, `device.host-key` (nothing of
 * the credential was sent) or `device.authentication` (tried once). When `signal` aborts, the connection is destroyed.
 */
export async function openSshConnection(target: Target, signal: AbortSignal): Promise<SshConnection> {
  const { address, name, credential } = target;
  requireReadableKey(credential, name);
  const host = { address, port: credential.port, name };
  const profile = credential.sshProfile ?? 'modern';
  const check = createHostKeyCheck(target.knownHostsPath, host, rsaSignaturesOf(profile));
  const socket = await openSocket(target, signal);
  const ssh = new NodeSSH();
  const connection = watch(ssh, socket, target, signal);
  try {
    await handshake(ssh, socket, target, check);
    // Why ssh2 gives a connection up (no keepalive answered) is told here; its socket only says that it closed.
    ssh.connection?.on('error', (error) => connection.cut(toFault(error, name)));
    return connection;
  } catch (thrown) {
    const reason = signal.aborted ? stopped(target.name) : toFault(thrown, target.name);
    const fault = check.fault() ?? reason;
    connection.cut(fault);
    throw fault;
  }
}

async function openSocket(target: Target, signal: AbortSignal): Promise<Socket> {
  // Without noDelay every exchange waits for the peer's delayed acknowledgement: 88 ms instead of 1.
  const socket = connectTcp({ host: target.address, port: target.credential.port, noDelay: true });
  const { promise: connected, resolve, reject } = Promise.withResolvers<undefined>();
  // Stays for ever: a reset after the last listener has gone would end the process.
  socket.on('error', reject);
  socket.once('connect', () => resolve(undefined));
  const stopListening = onAbort(signal, () => reject(stopped(target.name)));
  try {
    const { connectMs } = target.timeouts;
    await within(
      connectMs,
      connected,
      () =>
        new Fault(
          'device.unreachable',
          `${target.name} (${target.address}) did not accept a connection within ${connectMs} ms: check address and routing`,
        ),
    );
    return socket;
  } catch (thrown) {
    socket.destroy();
    throw toFault(thrown, `${target.name} (${target.address} port ${target.credential.port})`);
  } finally {
    stopListening();
  }
}

async function handshake(ssh: NodeSSH, socket: Socket, target: Target, check: HostKeyCheck): Promise<void> {
  const { credential, timeouts } = target;
  const login = createLogin(credential);
  const connecting = ssh.connect({
    sock: socket,
    username: credential.username,
    readyTimeout: timeouts.handshakeMs,
    keepaliveInterval: timeouts.keepaliveMs,
    keepaliveCountMax: timeouts.keepaliveCount,
    hostVerifier: check.verify,
    algorithms: { ...algorithmsOf(credential.sshProfile ?? 'modern'), ...check.algorithms },
    authHandler: login.next,
  });
  // node-ssh removes its own listener once connected; a later error without a listener would end the process.
  ssh.connection?.on('error', () => undefined);
  try {
    await connecting;
  } catch (thrown) {
    const fault = toFault(thrown, target.name);
    if (fault.code !== 'device.cut' || check.fault() !== null) throw fault;
    throw hungUp(target.name, login.wasOffered(), String(thrown));
  }
}

/** A device that hangs up right after the credential counts as a refusal: trying again could lock the account. */
function hungUp(name: string, wasOffered: boolean, causeText: string): Fault {
  return wasOffered
    ? new Fault('device.authentication', `${name} hung up on the login: check the credential`, causeText)
    : new Fault('device.unreachable', `${name} hung up before the SSH handshake was done`, causeText);
}

function watch(ssh: NodeSSH, socket: Socket, target: Target, signal: AbortSignal): SshConnection {
  let fault: Fault | null = null;
  const listeners = new Set<(fault: Fault) => void>();
  const { name, address } = target;

  function lose(reason: Fault): void {
    if (fault !== null) return;
    fault = reason;
    for (const listener of [...listeners]) listener(reason);
    listeners.clear();
  }
  function cut(reason: Fault): void {
    lose(reason);
    socket.destroy();
  }
  socket.on('error', (error) => lose(toFault(error, name)));
  socket.on('close', () => lose(new Fault('device.cut', `${name} ended the connection`)));
  socket.on(
    'close',
    onAbort(signal, () => cut(stopped(name))),
  );

  return {
    ssh,
    name,
    address,
    lost: () => fault,
    onLost(listener) {
      if (fault !== null) listener(fault);
      else listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    cut,
    async close() {
      if (socket.destroyed) return;
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      ssh.dispose();
      const late = () => new Fault('device.timeout', `${name} did not say goodbye`);
      await within(target.timeouts.closeMs, closed, late).catch(() => socket.destroy());
    },
  };
}

function stopped(name: string): Fault {
  return new Fault('device.cut', `the session to ${name} was closed, because the work was stopped`);
}
