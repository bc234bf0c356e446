import type { DeviceRecord } from '../../domain/device-model.ts';
import type { NetBoxClient } from '../netbox-client.ts';
import type { Declaration } from '../provisioning/declaration.ts';

/**
 * `ok`; `warning`: Plumbline works, and something will be missed or refused; `error`: it cannot work; `unseen`: the token may
 * not look, or NetBox does not tell: a person has to.
 */
export type Level = 'ok' | 'warning' | 'error' | 'unseen';

/** One thing that was looked at. */
export interface DoctorFinding {
  readonly level: Level;
  /** What was found, as a sentence. */
  readonly found: string;
  /** What to do about it; null where nothing has to be done. */
  readonly fix: string | null;
}

/** The running `plumbline serve`, asked over its API. Every method throws when it does not answer. */
export interface RunningWorker {
  /** What keeps it from working, and what an engineer should know of it, each a sentence. */
  readiness(): Promise<{ readonly problems: readonly string[]; readonly warnings: readonly string[] }>;
  /** How many webhooks of that NetBox request arrived with a right signature, and how many were refused since it started. */
  received(requestId: string): Promise<{ readonly arrived: number; readonly refused: number }>;
}

/** What a person wants of a device, said without asking the device. */
export type DeviceStanding =
  | { readonly kind: 'managed' }
  | { readonly kind: 'not-managed'; readonly reason: string }
  | { readonly kind: 'out-of-scope' };

/** What every check works with. */
export interface DoctorContext {
  readonly client: NetBoxClient;
  readonly token: string;
  /** The account the settings say is ours; its webhooks are dropped. */
  readonly ownUser: string;
  readonly declaration: Declaration;
  /** Null: nobody set where webhooks go, so the webhook's address cannot be compared. */
  readonly webhook: { readonly payloadUrl: string | null; readonly secret: string };
  /** NetBox's line the generated client was made from, `4.7`. */
  readonly clientLine: string;
  readonly worker: RunningWorker;
  /** False: nothing at all is saved in NetBox, and no webhook comes of it. */
  readonly sendWebhook: boolean;
  /** How long the webhook may take that NetBox is made to send. */
  readonly webhookWaitMs: number;
  readonly standingOf: (device: DeviceRecord) => DeviceStanding;
  readonly nowMs: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** One check. Throws a `netbox.*` fault when NetBox does not answer it; that is told like a finding. */
export interface DoctorCheck {
  readonly name: string;
  run(context: DoctorContext): Promise<readonly DoctorFinding[]>;
}

export function ok(found: string): DoctorFinding {
  return { level: 'ok', found, fix: null };
}

export function warning(found: string, fix: string): DoctorFinding {
  return { level: 'warning', found, fix };
}

export function failure(found: string, fix: string): DoctorFinding {
  return { level: 'error', found, fix };
}

export function unseen(found: string, fix: string): DoctorFinding {
  return { level: 'unseen', found, fix };
}
