import { Fault } from '../domain/fault.ts';
import type { SessionTimeouts } from './device-options.ts';
import type { SshConnection } from './ssh-connection.ts';
import { toFault } from './to-fault.ts';

/** What a command on an exec channel ended with. `code` null: the connection went away first, and nobody knows. */
export interface ExecAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs commands on exec channels, each bounded in time, silence and size. */
export interface ExecSession {
  /** Throws a `Fault` when the channel cannot be opened or a bound is passed; then the connection is gone, too. */
  run(command: string, totalMs: number, idleMs?: number): Promise<ExecAnswer>;
}

export function createExecSession(
  connection: SshConnection,
  timeouts: SessionTimeouts,
  outputBytes: number,
): ExecSession {
  return {
    run: (command, totalMs, idleMs = timeouts.idleMs) =>
      run(connection, command, { totalMs, idleMs, outputBytes }),
  };
}

interface Bounds {
  readonly totalMs: number;
  readonly idleMs: number;
  readonly outputBytes: number;
}

async function run(connection: SshConnection, command: string, bounds: Bounds): Promise<ExecAnswer> {
  // Bytes, not node-ssh's text: it decodes each packet alone and breaks characters that two packets share.
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  let bytes = 0;
  const { promise: broken, reject: stop } = Promise.withResolvers<never>();
  broken.catch(() => undefined);
  const give = (code: 'device.timeout' | 'device.unexpected-output', words: string) => {
    const fault = new Fault(code, `${connection.name} ${words}`);
    stop(fault);
    connection.cut(fault); // what runs there goes on; this session must not meet its late answer
  };
  const total = setTimeout(
    () => give('device.timeout', `did not finish within ${bounds.totalMs} ms`),
    bounds.totalMs,
  );
  const idle = setTimeout(
    () => give('device.timeout', `said nothing for ${bounds.idleMs} ms`),
    bounds.idleMs,
  );
  const stopListening = connection.onLost(stop);
  const take = (into: Buffer[]) => (chunk: Buffer) => {
    idle.refresh();
    into.push(chunk);
    bytes += chunk.length;
    if (bytes > bounds.outputBytes)
      give(
        'device.unexpected-output',
        `said more than the ${bounds.outputBytes} bytes expected at most; look what it prints without end`,
      );
  };
  try {
    const ran = connection.ssh.execCommand(command, {
      onStdout: take(output),
      onStderr: take(errors),
      noTrim: true,
    });
    const answer = await Promise.race([ran, broken]);
    return { code: answer.code, stdout: text(output), stderr: text(errors) };
  } catch (thrown) {
    throw connection.lost() ?? refusedChannel(thrown, connection.name);
  } finally {
    clearTimeout(total);
    clearTimeout(idle);
    stopListening();
  }
}

/** On a connection that stands, an error without a reason number is a refused request; with one, there were too many channels. */
function refusedChannel(thrown: unknown, name: string): Fault {
  if (thrown instanceof Fault || (typeof thrown === 'object' && thrown !== null && 'reason' in thrown))
    return toFault(thrown, name);
  return new Fault(
    'device.unexpected-output',
    `expected a device that runs commands on SSH exec channels, but ${name} refuses them: check its platform in NetBox`,
    String(thrown),
  );
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8').replaceAll('\r', '');
}
