import { Fault, faultFactsOf } from '../../domain/fault.ts';
import type { Log } from '../../ports/log.ts';
import type { Meter } from '../../ports/meter.ts';
import { createNetBoxClient, type NetBoxClient } from '../netbox-client.ts';
import { readOwnToken } from '../own-token.ts';
import type { Declaration } from './declaration.ts';
import { titleOf } from './declared-kind.ts';
import type { WebhookTarget } from './kinds/webhook.ts';
import { planProvision, planRemovals } from './plan-provision.ts';
import type { ProvisionedObject, ProvisionStep } from './provision-step.ts';

/** What to bring about in which NetBox. */
export interface ProvisionOptions {
  readonly url: string;
  /** Used for this one run; Plumbline itself runs under the narrow account. */
  readonly adminToken: string;
  readonly declaration: Declaration;
  readonly webhook: WebhookTarget;
  /** Also make the narrow account with its permissions and token. */
  readonly runtimeUser: boolean;
  /** Instead, remove everything provisioning ever made, the account included. */
  readonly remove?: boolean;
  /** Stop after the plan. */
  readonly dryRun: boolean;
  readonly timeoutMs: number;
  readonly log: Log;
  readonly meter: Meter;
  /** Told the plan before anything is written, so that it can be printed first. */
  readonly onPlan?: (plan: readonly ProvisionedObject[]) => void;
}

/** An object NetBox refused to write. */
export interface ProvisionFailure {
  readonly object: string;
  readonly message: string;
}

/** What was found, and what was done about it. */
export interface ProvisionReport {
  readonly plan: readonly ProvisionedObject[];
  /** False after a dry run. */
  readonly applied: boolean;
  /** What NetBox refused; everything else was done all the same. */
  readonly failures: readonly ProvisionFailure[];
  /** The new token of the runtime account: print it once, keep it nowhere. Null when none was made. */
  readonly token: string | null;
}

/**
 * Brings NetBox's objects to what is declared, or removes what an earlier run made. Run again, it changes nothing.
 * Throws a `netbox.*` fault when NetBox cannot be read and `settings.invalid` for an address that is none; one object that
 * NetBox refuses is in the report, and the rest goes on.
 */
export async function provision(options: ProvisionOptions): Promise<ProvisionReport> {
  checkTarget(options.webhook);
  const client = createNetBoxClient({
    ...options,
    token: options.adminToken,
    maxConcurrent: 1,
    maxRenders: 1,
  });
  await demandWriting(client, options.adminToken);
  let token: string | null = null;
  const steps =
    options.remove === true
      ? await planRemovals(client, options)
      : await planProvision(client, { ...options, onToken: (made) => (token = made) });
  const plan = steps.map(toProvisionedObject);
  options.onPlan?.(plan);
  if (options.dryRun) return { plan, applied: false, failures: [], token: null };
  const failures = await applyAll(steps);
  return { plan, applied: true, failures, token };
}

async function applyAll(steps: readonly ProvisionStep[]): Promise<readonly ProvisionFailure[]> {
  const failed = new Map<string, ProvisionFailure>();
  for (const step of steps) {
    const needed = step.needs.find((need) => failed.has(titleOf(need)));
    const failure =
      needed === undefined ? await tryStep(step) : `It needs the ${titleOf(needed)}; see there.`;
    if (failure !== null && step.action !== 'none') {
      failed.set(titleOf(step.name), { object: step.object, message: failure });
    }
  }
  return [...failed.values()];
}

/** NetBox's refusal in words, or null. A NetBox that is gone is no refusal: every further step would wait for it in vain. */
async function tryStep(step: ProvisionStep): Promise<string | null> {
  try {
    await step.apply();
    return null;
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (code === 'netbox.unreachable' || code === 'internal.unexpected') throw error;
    return message;
  }
}

/** NetBox refuses each single write of a read-only token with the words it has for a missing permission. */
async function demandWriting(client: NetBoxClient, token: string): Promise<void> {
  // An administrator's token may always look at itself; for any other, the first write tells.
  const own = await readOwnToken(client, token).catch((error: unknown) => {
    if (faultFactsOf(error).code === 'netbox.forbidden') return null;
    throw error;
  });
  if (own?.mayWrite !== false) return;
  throw new Fault(
    'netbox.forbidden',
    'NETBOX_TOKEN may only read. Give the token of an administrator that is write-enabled.',
  );
}

/** NetBox takes any text with a scheme and host, and says so only when it cannot deliver. */
function checkTarget({ payloadUrl }: WebhookTarget): void {
  const url = URL.canParse(payloadUrl) ? new URL(payloadUrl) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '') return;
  throw new Fault(
    'settings.invalid',
    `Expected an http:// or https:// address for the webhook, found ${JSON.stringify(payloadUrl)}. Correct --webhook-url or PLUMBLINE_WEBHOOK_URL.`,
  );
}

function toProvisionedObject({ object, action, differences, kept, note }: ProvisionStep): ProvisionedObject {
  return { object, action, differences, kept, note };
}
