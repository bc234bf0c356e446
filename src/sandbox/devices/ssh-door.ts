import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import ssh2 from 'ssh2';
import type { AuthContext, Connection, ServerChannel } from 'ssh2';
import type { CommandLine } from './command-line.ts';
import type { HostKey } from './host-key.ts';
import { createTerminal } from './terminal.ts';

/** One login, as the device sees it. */
export interface Login {
  readonly user: string;
  readonly from: string;
  /** The height of the terminal the client asked for. */
  readonly rows: number;
}

/** What an exec channel gives back; null for a device that falls silent, `cut` for one that cuts the connection. */
export type ExecReply =
  { readonly code: number; readonly stdout: string; readonly stderr: string } | 'cut' | null;

/** What the SSH server of a simulated device asks the device. */
export interface DoorKeeper {
  /** How its SSH server names itself. */
  readonly ident: string;
  /** `one`: the second channel of a connection ends it, as on IOS (facts/devices.md 0.13). */
  readonly channels: 'one' | 'many';
  /** False when all terminal lines are taken: the connection is closed as soon as it is accepted. */
  hasLines(): boolean;
  /** False while nobody may get in: the connection is accepted and nothing is ever said. */
  speaks(): boolean;
  /** The key to present to a new connection. */
  hostKey(): HostKey;
  /** True when user and password are right. */
  admits(user: string, password: string): boolean;
  /** Milliseconds after each byte of output; null writes all at once. */
  msPerByte(): number | null;
  /** A shell begins; the answer is its command line. */
  begin(login: Login): {
    readonly cli: CommandLine;
    readonly ended: () => void;
  };
  /** An exec channel with one command; `answer` is called when the device has its answer. Absent where it takes none. */
  exec?(login: Login, command: string, answer: (reply: ExecReply) => void): void;
}

export interface SshDoor {
  readonly port: number;
  /** Looks again whether the device is reachable: holds all connections while not, and lets them go on afterwards. */
  hold(isHeld: boolean): void;
  /** Cuts every connection. */
  cutAll(): void;
  close(): Promise<void>;
}

/** Listens for SSH on one address. */
export async function openSshDoor(
  listen: { readonly host: string; readonly port: number },
  keeper: DoorKeeper,
): Promise<SshDoor> {
  const sockets = new Set<Socket>();
  let isHeld = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    // Both ends need it: with delayed packets on one side an exchange takes 88 ms instead of 1 (facts/toolchain.md).
    socket.setNoDelay(true);
    if (!keeper.hasLines()) socket.destroy();
    else if (isHeld) socket.pause();
    else if (keeper.speaks()) admit(socket, keeper);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port, listen.host, resolve);
  });
  const cutAll = () => sockets.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port, // listening on TCP, so never a path or null
    hold(next) {
      if (isHeld === next) return;
      isHeld = next;
      for (const socket of sockets) {
        if (next) socket.pause().cork();
        else socket.resume().uncork();
      }
    },
    cutAll,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cutAll();
      }),
  };
}

function admit(socket: Socket, keeper: DoorKeeper): void {
  // A server object for each connection, because the key may differ from one to the next.
  const server = new ssh2.Server({
    hostKeys: [keeper.hostKey().privateKey],
    ident: keeper.ident,
  });
  server.on('connection', (client) => serve(client, socket, keeper));
  server.injectSocket(socket);
}

function serve(client: Connection, socket: Socket, keeper: DoorKeeper): void {
  let user = '';
  let shells = 0;
  client.on('error', () => socket.destroy());
  client.on('authentication', (context) => {
    user = context.username;
    authenticate(context, keeper);
  });
  client.on('session', (accept) => {
    const session = accept();
    let rows = 24;
    session.on('pty', (acceptPty, _reject, info) => {
      if (info.rows > 0) rows = info.rows;
      acceptPty();
    });
    session.on('shell', (acceptShell) => {
      shells += 1;
      if (shells > 1 && keeper.channels === 'one') client.end();
      else openShell(acceptShell(), { user, rows, socket, client }, keeper);
    });
    session.on('exec', (acceptExec, rejectExec, { command }) => {
      if (keeper.exec === undefined) rejectExec();
      else runExec(acceptExec(), { user, rows, socket, client }, keeper, command);
    });
  });
}

function authenticate(context: AuthContext, keeper: DoorKeeper): void {
  if (context.method === 'password') {
    if (keeper.admits(context.username, context.password)) context.accept();
    else context.reject(['password', 'keyboard-interactive']);
  } else if (context.method === 'keyboard-interactive') {
    context.prompt([{ prompt: 'Password: ', echo: false }], (answers) => {
      if (keeper.admits(context.username, answers[0] ?? '')) context.accept();
      else context.reject(['password', 'keyboard-interactive']);
    });
  } else {
    context.reject(['password', 'keyboard-interactive']);
  }
}

interface Caller {
  readonly user: string;
  readonly rows: number;
  readonly socket: Socket;
  readonly client: Connection;
}

function runExec(channel: ServerChannel, caller: Caller, keeper: DoorKeeper, command: string): void {
  const { user, rows, socket } = caller;
  channel.on('error', () => socket.destroy());
  const write = createSlowWriter((data) => channel.write(data), keeper);
  keeper.exec?.({ user, rows, from: socket.remoteAddress ?? '' }, command, (reply) => {
    if (reply === null) return;
    if (reply === 'cut') {
      socket.destroy();
      return;
    }
    channel.stderr.write(reply.stderr);
    write(reply.stdout, () => {
      channel.exit(reply.code);
      channel.end();
    });
  });
}

function openShell(channel: ServerChannel, login: Caller, keeper: DoorKeeper): void {
  const from = login.socket.remoteAddress ?? '';
  const { cli, ended } = keeper.begin({ user: login.user, from, rows: login.rows });
  channel.on('error', () => login.socket.destroy());
  channel.on('close', ended);
  const slowly = createSlowWriter((data) => channel.write(data), keeper);
  const burst = createBurst(slowly);
  const terminal = createTerminal(
    {
      write: burst.write,
      end: () => {
        burst.flush();
        channel.exit(0);
        channel.end();
        login.client.end();
      },
      cut: () => login.socket.destroy(),
    },
    cli,
  );
  channel.on('data', (data: Buffer) => burst.during(() => terminal.type(data.toString('latin1'))));
}

/** Sends what one burst of typing leads to together, as devices do: otherwise each character echoed, and each line, is a packet. */
function createBurst(write: (data: string) => void) {
  let held: string | null = null;
  const flush = () => {
    const text = held ?? '';
    held = null;
    if (text !== '') write(text);
  };
  return {
    flush,
    write: (data: string) => {
      if (held === null) write(data);
      else held += data;
    },
    during(work: () => void) {
      held = '';
      work();
      flush();
    },
  };
}

/** Writes at once, or byte by byte while the device is slow; order is kept either way. */
function createSlowWriter(write: (data: string) => void, keeper: DoorKeeper): SlowWriter {
  let queue = '';
  let isWaiting = false;
  let whenEmpty: () => void = () => undefined;
  const next = () => {
    isWaiting = false;
    const pause = keeper.msPerByte();
    if (queue !== '') {
      write(pause === null ? queue : (queue[0] ?? ''));
      queue = pause === null ? '' : queue.slice(1);
    }
    if (queue === '') {
      whenEmpty();
      return;
    }
    isWaiting = true;
    // A timer of 0 ms would wait for one.
    if (pause === 0) setImmediate(next);
    else setTimeout(next, pause ?? 0);
  };
  return (data, done = () => undefined) => {
    queue += data;
    whenEmpty = done;
    if (!isWaiting) next();
  };
}

/** `done` is called once everything is written, unless more was to be written meanwhile. */
type SlowWriter = (data: string, done?: () => void) => void;
