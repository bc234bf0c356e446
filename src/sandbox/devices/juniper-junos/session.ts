import type { Statement } from './statement.ts';

/** Where a session stands in configuration mode. */
export interface Editing {
  readonly isExclusive: boolean;
  readonly since: Date;
  /** What it edits: the candidate all share, or with the fault `no-effect` a copy that nobody commits. */
  readonly scratch: Statement | null;
  /** Words of the statements it went into. */
  way: readonly string[];
}

/** One login to the simulated device. */
export interface JunosSession {
  readonly id: number;
  readonly user: string;
  readonly from: string;
  readonly since: Date;
  /** Privilege: 15 may configure, less may only look. */
  readonly level: number;
  /** Null for an exec channel. */
  readonly terminal: string | null;
  editing: Editing | null;
  pageLength: number;
}

/** The process id the device tells for a session. */
export function pidOf({ id }: Pick<JunosSession, 'id'>): number {
  return 4680 + id;
}
