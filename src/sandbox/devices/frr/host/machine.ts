import type { ConfigurationNode } from '../../configuration-node.ts';
import type { SimulatedFault } from '../../simulated-fault.ts';
import type { FrrBox } from '../box.ts';
import type { LineOutcome, VtyshSession } from '../vtysh-session.ts';
import type { Files } from './files.ts';
import type { Process, Processes } from './processes.ts';

/** What programs on the host can do with the router that runs there. */
export interface FrrAccess {
  readonly box: FrrBox;
  /** The fault that is due at a line of a shell, or null. */
  faultAt(line: string): SimulatedFault | null;
  /** `vtysh -c TEXT`; `told` is called once. */
  vtysh(session: VtyshSession, text: string, told: (outcome: LineOutcome) => void): void;
  /** The configuration as it is shown. */
  running(): string;
  /** Puts another configuration in place, as far as the daemons that hold it are up. */
  replace(root: ConfigurationNode): void;
}

/** The Linux host FRR runs on: its files, its processes, and what an account with a shell can do there. */
export interface Host {
  readonly files: Files;
  readonly processes: Processes;
  readonly programs: ReadonlyMap<string, Program>;
  readonly frr: FrrAccess;
  /** Runs the work of a process; it ends with it, however that happens. */
  run(process: Process, work: () => Promise<unknown>): Promise<void>;
  /** Calls back when that process has ended; at once when there is none. */
  onEnd(pid: number, listener: () => void): void;
  /** What an account's login shell makes of an exec request; `told` is called once, with the answer or what took it away. */
  exec(
    login: { readonly id: number; readonly user: string },
    text: string,
    told: (outcome: LineOutcome) => void,
  ): Promise<void>;
  /** Somebody called `by` has a job armed in every home; null ends that. */
  holdJob(by: string | null): void;
  /** Takes the right to write their home folders away from all accounts, or gives it back. */
  lockHomes(isLocked: boolean): void;
  powerOff(): void;
}

/** The exec channel a shell was started for. */
export interface ExecLine {
  /** What the login shell said before all the rest. */
  noise: string;
  /** The connection is cut, or never answers again; the shell may go on. */
  lose(how: 'cut' | 'hang'): void;
}

/** One shell: whose it is, its variables, and where its output goes. */
export interface Shell {
  readonly host: Host;
  readonly process: Process;
  readonly user: string;
  /** The number of the login it belongs to, for the device's log. */
  readonly session: number;
  readonly variables: Map<string, string>;
  /** Null for what nobody is connected to: a detached process. */
  readonly line: ExecLine | null;
  out(text: string): void;
  err(text: string): void;
}

/** A program or builtin: gives its exit status. */
export type Program = (shell: Shell, args: readonly string[]) => Promise<number> | number;
