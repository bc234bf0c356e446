import type { ObjectName } from './declared-kind.ts';
import type { Difference } from './difference.ts';

/**
 * What provisioning means to do with one object. `leave`: it is not ours, or cannot be brought to what is declared; `note`
 * says why. `unseen`: the token may not look.
 */
export type ProvisionAction = 'create' | 'update' | 'none' | 'remove' | 'leave' | 'unseen';

/** One object of the plan, as shown to people. Holds no secret. */
export interface ProvisionedObject {
  /** Kind and name: `webhook "Plumbline"`. */
  readonly object: string;
  readonly action: ProvisionAction;
  /** What is written. */
  readonly differences: readonly Difference[];
  /** What people changed by hand and keep. */
  readonly kept: readonly Difference[];
  readonly note: string | null;
}

/** One object of the plan with what carries it out. */
export interface ProvisionStep extends ProvisionedObject {
  readonly name: ObjectName;
  readonly needs: readonly ObjectName[];
  /** Does it; nothing for `none`, `leave` and `unseen`. Throws a `netbox.*` fault. Steps are applied in the order they were planned. */
  apply(): Promise<void>;
}

/** Nothing to apply. */
export async function nothing(): Promise<void> {
  // The object stays as it is.
}
