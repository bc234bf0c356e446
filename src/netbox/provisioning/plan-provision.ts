import { readStatus } from '../netbox-status.ts';
import type { NetBoxClient } from '../netbox-client.ts';
import type { Declaration } from './declaration.ts';
import { titleOf, type DeclaredObject } from './declared-kind.ts';
import { declaredObjects, isRuntimeUser } from './declared-objects.ts';
import type { WebhookTarget } from './kinds/webhook.ts';
import { createObjectIds } from './object-ids.ts';
import { lookUp, planObject, planRemoval, type Lookup, type PlanContext } from './plan-object.ts';
import { planToken, planTokenRemoval } from './plan-token.ts';
import { nothing, type ProvisionStep } from './provision-step.ts';

/** What is to be brought about. */
export interface PlanRequest {
  readonly declaration: Declaration;
  readonly webhook: WebhookTarget;
  /** Also the narrow account with its permissions and token. */
  readonly runtimeUser: boolean;
  /** Gets the text of a token that is made. */
  readonly onToken: (token: string) => void;
}

/** How everything but account, permissions and token stands, each object for itself. Reads only, and is applied by nobody. */
export async function lookAtDeclared(
  client: NetBoxClient,
  { declaration, webhook }: Pick<PlanRequest, 'declaration' | 'webhook'>,
): Promise<readonly ProvisionStep[]> {
  const context = await openContext(client);
  const objects = declaredObjects(declaration, webhook).filter((one) => !isRuntimeUser(one));
  const lookups = await lookUpAll(context, objects);
  return objects.map((one) => planObject(context, one, lookups(one)));
}

/** Everything that has to be done so that NetBox is as declared, in that order. Reads only. */
export async function planProvision(
  client: NetBoxClient,
  request: PlanRequest,
): Promise<readonly ProvisionStep[]> {
  const context = await openContext(client);
  const objects = declaredObjects(request.declaration, request.webhook).filter(
    (one) => request.runtimeUser || !isRuntimeUser(one),
  );
  const lookups = await lookUpAll(context, objects);
  const steps = objects.map((one) => planObject(context, one, lookups(one)));
  if (request.runtimeUser) {
    steps.push(await planToken(context, request.declaration.runtimeUser, request.onToken));
  }
  return blockedBy(steps);
}

/** Everything provisioning ever made, in the order it can go. Reads only. */
export async function planRemovals(
  client: NetBoxClient,
  request: Pick<PlanRequest, 'declaration' | 'webhook'>,
): Promise<readonly ProvisionStep[]> {
  const context = await openContext(client);
  const objects = declaredObjects(request.declaration, request.webhook);
  const lookups = await lookUpAll(context, objects);
  // The account's id is noted by planning it, whatever it differs in.
  for (const one of objects.filter(({ kind }) => kind.label === 'account'))
    planObject(context, one, lookups(one));
  const token = await planTokenRemoval(context, request.declaration.runtimeUser);
  return [token, ...objects.toReversed().map((one) => planRemoval(context, one, lookups(one)))];
}

async function openContext(client: NetBoxClient): Promise<PlanContext> {
  const { version } = await readStatus(client);
  return { client, ids: createObjectIds(), line: version.startsWith('4.6') ? '4.6' : '4.7' };
}

/** One question per kind, asked one after another. */
async function lookUpAll(
  context: PlanContext,
  objects: readonly DeclaredObject[],
): Promise<(one: DeclaredObject) => Lookup> {
  const byKind = Map.groupBy(objects, ({ kind }) => kind.label);
  const lookups = new Map<string, Lookup>();
  for (const [label, [first, ...rest]] of byKind) {
    if (first !== undefined) lookups.set(label, await lookUp(context, [first, ...rest]));
  }
  return ({ kind }) => lookups.get(kind.label) ?? { ok: false, reason: `No ${kind.label} was looked up.` };
}

/** A step whose need will not stand is left too: NetBox would refuse it, and for a webhook that is not ours it must not even be tried. */
function blockedBy(steps: readonly ProvisionStep[]): readonly ProvisionStep[] {
  const missing = new Set<string>();
  return steps.map((step) => {
    const needed = step.needs.find((need) => missing.has(titleOf(need)));
    const blocked: ProvisionStep =
      needed === undefined || (step.action !== 'create' && step.action !== 'update')
        ? step
        : { ...step, action: 'leave', note: `It needs the ${titleOf(needed)}; see there.`, apply: nothing };
    if (blocked.action === 'leave' || blocked.action === 'unseen') missing.add(titleOf(step.name));
    return blocked;
  });
}
