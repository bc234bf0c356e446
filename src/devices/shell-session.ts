import { StringDecoder } from 'node:string_decoder';
import type { ClientChannel } from 'ssh2';
import { Fault } from '../domain/fault.ts';
import { redactSecrets } from '../domain/redaction.ts';
import { createAnswerBuffer } from './answer-buffer.ts';
import type { AnswerBuffer } from './answer-buffer.ts';
import { cleanOutput } from './clean-output.ts';
import type { SessionTimeouts } from './device-options.ts';
import type { SshConnection } from './ssh-connection.ts';
import { toFault } from './to-fault.ts';
import { within } from './within.ts';

/** What a device answered: up to a prompt, or up to a question nobody expected. */
export interface ShellAnswer {
  readonly kind: 'prompt' | 'question';
  /** Between the echo and the last line. */
  readonly text: string;
  /** The prompt, or the question. */
  readonly last: string;
  /** True when the device repeated the prompt on Return. */
  readonly isRepeated: boolean;
}

export interface Exchange {
  /** What is sent, with its carriage return. */
  readonly input: string;
  /** The line the device echoes first, or null where it echoes nothing (a password, a key). */
  readonly echo: string | null;
  /** Recognizes the last line of a finished answer. */
  readonly ends: (lastLine: string) => boolean;
  readonly totalMs: number;
  /** Longest silence before the end; default: the setting. */
  readonly idleMs?: number;
  /** Longest silence after the last line before it counts; a device that answers without pauses needs less. */
  readonly quietMs: number;
  /** Recognizes a last line that counts without silence: one that no output of this device can look like. */
  readonly isSure?: (lastLine: string) => boolean;
  /**
   * True where Return may be sent at what looks like the end: a prompt is what the device repeats at once, and nothing else is.
   * That needs no silence. Never for what may ask a question, because Return would answer it.
   */
  readonly mayReturn?: boolean;
}

/** A command line on a pseudo terminal: one exchange at a time, each bounded in time, silence and size. */
export interface ShellSession {
  /** Throws a `Fault` when a bound is passed or the connection is lost; then the connection is gone. */
  exchange(exchange: Exchange): Promise<ShellAnswer>;
}

/** Questions a device may ask instead of answering (facts/devices.md 1.3). */
const QUESTION =
  /(\[confirm\]|\((yes\/no|y\/n)\)( ?\[[a-z]*\])?|\[(yes\/no|yes|no|y\/n|y|n)\]|\[yes,no\] \((yes|no)\)|\[[^\]]*\]\s?\?|--More--|---\(more\)---|<--- More --->|any key to continue|(Username|[Pp]assword|[Pp]assphrase)|\?)\s*:?\s*$/i;

/** Opens a shell wide enough that no line wraps. */
export async function openShellSession(
  connection: SshConnection,
  timeouts: SessionTimeouts,
  outputBytes: number,
): Promise<ShellSession> {
  const opening = connection.ssh.requestShell({ term: 'vt100', cols: 511, rows: 1000 });
  const late = () =>
    new Fault('device.timeout', `${connection.name} gave no shell in ${timeouts.handshakeMs} ms`);
  const channel = await within(timeouts.handshakeMs, opening, late).catch((thrown: unknown) => {
    const fault = connection.lost() ?? toFault(thrown, connection.name);
    connection.cut(fault);
    throw fault;
  });
  return createShellSession(connection, channel, { idleMs: timeouts.idleMs, outputBytes });
}

interface Bounds {
  readonly idleMs: number;
  readonly outputBytes: number;
}

function createShellSession(connection: SshConnection, channel: ClientChannel, bounds: Bounds): ShellSession {
  // Text that arrives between two exchanges belongs to the next one: the first prompt comes unasked.
  let received = createAnswerBuffer();
  let notice: () => void = () => undefined;
  const decoder = new StringDecoder('utf8');
  const take = (chunk: Buffer) => {
    received.add(decoder.write(chunk));
    // Bounded also while nobody asks: a device may talk without end after its prompt.
    if (received.length() > bounds.outputBytes) connection.cut(tooMuch(connection.name, bounds.outputBytes));
    else notice();
  };
  channel.on('data', take);
  channel.stderr.on('data', take);
  channel.on('error', () => undefined);
  channel.on('close', () => connection.cut(new Fault('device.cut', `${connection.name} ended the session`)));

  async function exchange(order: Exchange): Promise<ShellAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<ShellAnswer>();
    const late = (words: string) =>
      connection.cut(new Fault('device.timeout', `${connection.name} ${words}; ${lastSeen(received)}`));
    const total = setTimeout(
      () => late(`did not finish its answer within ${order.totalMs} ms`),
      order.totalMs,
    );
    const idleMs = order.idleMs ?? bounds.idleMs;
    const idle = setTimeout(() => late(`said nothing for ${idleMs} ms in the middle of an answer`), idleMs);
    let quiet: NodeJS.Timeout | undefined;
    let lastAt = performance.now();
    let longestGapMs = 0;
    let hasReturned = false;
    const stopListening = connection.onLost(reject);
    const isProved = () =>
      order.quietMs === 0 ||
      (hasReturned && received.isLastRepeated()) ||
      order.isSure?.(received.lastLine()) === true;
    notice = () => {
      idle.refresh();
      clearTimeout(quiet);
      const now = performance.now();
      longestGapMs = Math.max(longestGapMs, now - lastAt);
      lastAt = now;
      const kind = stateOf(received, order);
      if (kind === null) return;
      const finish = () => resolve(answerOf(received, kind, order.echo));
      if (kind === 'prompt' && order.mayReturn === true && !hasReturned) {
        hasReturned = true;
        channel.write('\r');
      } else if (kind === 'prompt' && isProved()) finish();
      else quiet = setTimeout(finish, Math.max(quietFor(order, longestGapMs), 1));
    };
    try {
      if (connection.lost() === null && order.input !== '') channel.write(order.input);
      if (!received.isEmpty()) notice();
      return await promise;
    } finally {
      notice = () => undefined;
      received = createAnswerBuffer();
      clearTimeout(total);
      clearTimeout(idle);
      clearTimeout(quiet);
      stopListening();
    }
  }
  return { exchange };
}

/** Several times the longest pause this device made in this answer proves as much as the setting, which is made for slow ones. */
const GAPS = 4;
const SHORTEST_QUIET_MS = 20;

/** The silence that proves a prompt. Without an echo the pace of the answer is not known, so the setting counts. */
function quietFor({ echo, quietMs }: Exchange, longestGapMs: number): number {
  return echo === null ? quietMs : Math.min(quietMs, Math.max(SHORTEST_QUIET_MS, GAPS * longestGapMs));
}

/** Whether the answer so far ends in a prompt or a question. The echo must have come: before it, the prompt is the old one. */
function stateOf(received: AnswerBuffer, order: Exchange): ShellAnswer['kind'] | null {
  if (order.echo !== null && !received.hasEcho(order.echo)) return null;
  const last = received.lastLine();
  if (order.ends(last)) return 'prompt';
  return QUESTION.test(last) ? 'question' : null;
}

function answerOf(received: AnswerBuffer, kind: ShellAnswer['kind'], echo: string | null): ShellAnswer {
  const text = cleanOutput(received.text());
  const start = echo === null ? 0 : text.indexOf(`${echo}\n`) + echo.length + 1;
  const lines = text.slice(start).split('\n');
  const last = lines.pop()?.trimEnd() ?? '';
  const isRepeated = kind === 'prompt' && lines.at(-1)?.trimEnd() === last;
  if (isRepeated) lines.pop();
  return { kind, text: lines.map((line) => `${line}\n`).join(''), last, isRepeated };
}

function tooMuch(name: string, bytes: number): Fault {
  return new Fault(
    'device.unexpected-output',
    `expected an answer of at most ${bytes} bytes, but ${name} said more; look what it prints without end`,
  );
}

/** What stands where a prompt was expected, as far as anybody may see it. */
function lastSeen(received: AnswerBuffer): string {
  const last = redactSecrets(received.lastLine());
  return last === ''
    ? 'expected its prompt, and nothing came'
    : `expected its prompt, and the last line is "${last.slice(0, LONGEST_QUOTE)}"`;
}

const LONGEST_QUOTE = 80;
