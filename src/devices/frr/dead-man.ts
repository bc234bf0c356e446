import { Fault } from '../../domain/fault.ts';
import type { PendingRevert, SelfRevert, Transaction } from '../../domain/transaction.ts';
import type { ConfirmResult } from '../../ports/devices.ts';
import type { SessionContext } from '../platform-session.ts';
import { armJob } from './arm-job.ts';
import { ENDS, LOOK } from './dead-man-scripts.ts';
import type { Arming, JobLook, RunScript } from './job.ts';
import type { FrrShell } from './shell.ts';

/**
 * The dead-man job of a host that runs FRR, which has no revert of its own: a detached process of the account sleeps for the
 * time of the transaction and then loads the configuration from before, unless it was confirmed. It outlives our session and
 * our worker. A host that reboots loses the job and, because saving comes last, the change as well.
 */
export interface DeadMan {
  /** Both at once, for whoever reads the device. */
  look(): Promise<JobLook>;
  selfRevert(): Promise<SelfRevert>;
  pendingRevert(): Promise<PendingRevert | null>;
  arm(transaction: Transaction): Promise<Arming>;
  confirm(transaction: Transaction): Promise<ConfirmResult>;
  revert(transaction: Transaction): Promise<ConfirmResult>;
}

/** Only what passes here comes into a script: the name is put between quotes all the same. */
const JOB_NAME = /^pl-[A-Za-z0-9]{1,12}$/;

/** The jobs of one account. Without a shell, or on a release this was not tried on, none can be armed, and the reason says so. */
export function createDeadMan(shell: FrrShell, context: SessionContext): DeadMan {
  const { timeouts } = context;
  const why = whyNot(shell);
  const run = createRunner(shell, context.connection.name);

  const look: DeadMan['look'] = async () =>
    why === null
      ? parseLook(await run(LOOK, [], timeouts.readMs))
      : { selfRevert: { can: false, why }, pendingRevert: null };

  async function end(how: 'confirm' | 'revert', { name }: Transaction): Promise<ConfirmResult> {
    if (why !== null || !JOB_NAME.test(name)) return { kind: 'not-pending', answer: why ?? 'no such name' };
    // Only restoring takes long.
    const ms = how === 'confirm' ? timeouts.commandMs : timeouts.commitMs;
    // The script stops waiting before we do, so that its answer still arrives.
    const seconds = Math.max(1, Math.floor(ms / 1000) - 2);
    try {
      return toConfirmResult(await run(ENDS[how], [name, seconds], ms));
    } catch (thrown) {
      const answer = thrown instanceof Fault ? thrown.message : String(thrown);
      return { kind: 'unknown', answer };
    }
  }

  return {
    look,
    selfRevert: async () => (await look()).selfRevert,
    pendingRevert: async () => (await look()).pendingRevert,
    async arm(transaction) {
      if (why !== null || !JOB_NAME.test(transaction.name))
        return { kind: 'not-armed', answer: why ?? 'the name of the job is not one of ours' };
      const armed = await armJob({ shell, run, look, context }, transaction);
      // What was made before it failed would restore what nobody changed.
      if (armed.kind === 'not-armed') await end('confirm', transaction);
      return armed;
    },
    confirm: (transaction) => end('confirm', transaction),
    revert: (transaction) => end('revert', transaction),
  };
}

function createRunner({ sh }: FrrShell, name: string): RunScript {
  return async (script, args, ms) => {
    if (sh === null) throw new Fault('device.unexpected-output', `the account on ${name} has no shell`);
    const answer = await sh(script, args.map(String), ms);
    if (answer.code === null) throw new Fault('device.cut', `${name} ended the connection`);
    const words = answer.stdout.trim();
    if (answer.code === 0 && words !== '') return words;
    throw new Fault(
      'device.unexpected-output',
      `${name}: the dead-man job could not be asked (exit status ${answer.code})`,
      answer.stderr.slice(0, 300),
    );
  };
}

/**
 * From release 9 on mgmtd holds part of the configuration; on 10.3 it crashes when a file is loaded, as frr-reload.py does, while
 * somebody holds `configure terminal file-lock` (facts/devices.md 0.10): the job could take the router down instead of back.
 */
function whyNot({ sh, version }: FrrShell): string | null {
  if (sh === null)
    return 'the account logs in to vtysh, and a dead-man job needs a shell: give it one (bash, group frrvty)';
  const release = /^FRRouting (\d+)\./.exec(version)?.[1];
  if (release === undefined)
    return 'the release of FRR is unknown, and a dead-man job is safe on 8 and before';
  return Number(release) < 9
    ? null
    : `on FRR ${release} loading a configuration can crash mgmtd, so no dead-man job is left behind there`;
}

/** `lacks TOOLS` on the first line, `JOB STATE alive|dead` on the second where there is a job. */
export function parseLook(text: string): JobLook {
  const [first = '', second = ''] = text.split('\n');
  const [name = '', state, life] = second.split(' ');
  const waits = (state === 'armed' || state === 'rolling') && life === 'alive';
  return {
    selfRevert: toSelfRevert(first.replace(/^lacks ?/, '').trim(), state === 'failed' ? name : null),
    pendingRevert: waits ? { isOurs: JOB_NAME.test(name), owner: name } : null,
  };
}

function toSelfRevert(lacks: string, failed: string | null): SelfRevert {
  if (lacks !== '') return { can: false, why: `the host has no ${lacks}` };
  if (failed === null) return { can: true };
  const why = `the job ${failed} failed to restore: see ~/.plumbline/job/log on the host, then remove that folder`;
  return { can: false, why };
}

function toConfirmResult(words: string): ConfirmResult {
  if (words === 'done') return { kind: 'done' };
  const [kind, ...rest] = words.split(' ');
  const answer = rest.join(' ').slice(0, 300);
  return kind === 'not-pending' || kind === 'unknown' ? { kind, answer } : { kind: 'refused', answer };
}
