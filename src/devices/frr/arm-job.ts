import { faultFactsOf } from '../../domain/fault.ts';
import type { Transaction } from '../../domain/transaction.ts';
import type { SessionContext } from '../platform-session.ts';
import { readDaemons } from './daemons.ts';
import { ARM, KEPT } from './dead-man-scripts.ts';
import type { Arming, JobLook, RunScript } from './job.ts';
import type { FrrShell } from './shell.ts';

interface Host {
  readonly shell: FrrShell;
  readonly run: RunScript;
  readonly look: () => Promise<JobLook>;
  readonly context: SessionContext;
}

/**
 * Leaves a job behind and reads it back by commands of their own: it sleeps under our name, and what it would restore is all of
 * what runs now. Throws when the session ends in between.
 */
export async function armJob(host: Host, { name, revertAfterMinutes }: Transaction): Promise<Arming> {
  const { run, context } = host;
  const missing = await whatIsMissing(host);
  if (missing !== null) return notArmed(missing);
  const seconds = Math.max(1, Math.round((revertAfterMinutes * context.timeouts.minuteMs) / 1000));
  const said = await run(ARM, [name, seconds], context.timeouts.readMs);
  if (said.startsWith('locked')) return { kind: 'locked', answer: `job ${said.slice('locked '.length)}` };
  if (said !== 'armed') return notArmed(said);
  const [{ pendingRevert }, kept, running] = await Promise.all([
    host.look(),
    run(KEPT, [], context.timeouts.readMs),
    host.shell.run(['show running-config no-header'], context.timeouts.readMs),
  ]);
  if (pendingRevert?.owner !== name) return notArmed('the job does not run');
  if (running.code !== 0 || running.stdout.trim() !== kept)
    return notArmed('what the job would restore is not what runs now');
  // A daemon that died meanwhile is missing in both, and restoring would delete all it had.
  const lost = await whatIsMissing(host);
  return lost === null ? { kind: 'armed' } : notArmed(lost);
}

async function whatIsMissing({ shell, context }: Host): Promise<string | null> {
  try {
    await readDaemons(shell, context);
    return null;
  } catch (thrown) {
    const { code, message } = faultFactsOf(thrown);
    if (code !== 'device.incomplete') throw thrown;
    return message;
  }
}

function notArmed(answer: string): Arming {
  return { kind: 'not-armed', answer };
}
