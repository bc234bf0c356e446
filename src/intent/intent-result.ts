import type { Intended } from '../domain/configuration.ts';
import type { ObjectRef } from '../domain/netbox-object.ts';

/** Why NetBox's data cannot become configuration, and which object an engineer has to mend. */
export interface IntentProblem {
  readonly object: ObjectRef;
  readonly message: string;
}

/** What NetBox asks of a unit, or every reason why that cannot be said safely; then nothing is sent to the unit. */
export type IntentResult =
  | { readonly ok: true; readonly intended: Intended }
  | { readonly ok: false; readonly problems: readonly IntentProblem[] };
