import { z } from 'zod';
import { faultFactsOf } from '../../domain/fault.ts';
import { parseAnswer } from '../parse-answer.ts';
import { collectionAt, type FoundObject } from './collection.ts';
import type { DeclaredRuntimeUser } from './declaration.ts';
import { titleOf, type ObjectName } from './declared-kind.ts';
import { allOf } from './difference.ts';
import { ACCOUNT } from './kinds/account.ts';
import type { Lookup, PlanContext } from './plan-object.ts';
import { nothing, type ProvisionStep } from './provision-step.ts';

/** NetBox shows the secret half in this one answer and never again. */
const NewToken = z.object({ version: z.literal(2), key: z.string().min(1), token: z.string().min(1) });

const PATH = '/api/users/tokens/';

/**
 * Plans the token of the runtime account: made once; for a new one, delete the old one in NetBox and provision again.
 * `onToken` gets its text, ready for use, when one is made.
 */
export async function planToken(
  context: PlanContext,
  declared: DeclaredRuntimeUser,
  onToken: (token: string) => void,
): Promise<ProvisionStep> {
  const { client, ids } = context;
  const description = declared.tokenDescription;
  const idle = idleStep(declared);
  const lookup = await findTokens(context, declared);
  if (!lookup.ok) return { ...idle, action: 'unseen', note: lookup.reason };
  if (lookup.found.length > 0) return idle;
  // Rendering is a POST: a token that may not write cannot render.
  const wanted = { version: 2, description, write_enabled: true };
  const apply = async () => {
    const what = `create the ${idle.object}`;
    const user = await ids.idOf(accountOf(declared));
    const made = parseAnswer(
      what,
      NewToken,
      await collectionAt(client, PATH).create(what, { ...wanted, user }),
    );
    onToken(`nbt_${made.key}.${made.token}`);
  };
  return { ...idle, action: 'create', differences: allOf(wanted), apply };
}

/** Plans to remove the token, which whoever still uses it feels at once. */
export async function planTokenRemoval(
  context: PlanContext,
  declared: DeclaredRuntimeUser,
): Promise<ProvisionStep> {
  const idle = idleStep(declared);
  const lookup = await findTokens(context, declared);
  if (!lookup.ok) return { ...idle, action: 'unseen', note: lookup.reason };
  const { found } = lookup;
  if (found.length === 0) return idle;
  const apply = async () => {
    for (const { id } of found)
      await collectionAt(context.client, PATH).remove(`remove the ${idle.object}`, id);
  };
  return { ...idle, action: 'remove', note: 'A worker that still uses it is locked out.', apply };
}

/** The account is known by the steps before, or has no token yet. */
async function findTokens(context: PlanContext, declared: DeclaredRuntimeUser): Promise<Lookup> {
  const { client, ids } = context;
  const user = await ids.idOf(accountOf(declared)).catch(() => null);
  if (user === null) return { ok: true, found: [] };
  try {
    const what = `look up the tokens of ${declared.username}`;
    const tokens = await collectionAt(client, PATH).find(what, { user_id: [user] });
    return { ok: true, found: tokens.filter((one) => isDeclared(one, declared)) };
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (code !== 'netbox.forbidden') throw error;
    return { ok: false, reason: message };
  }
}

function isDeclared(token: FoundObject, { tokenDescription }: DeclaredRuntimeUser): boolean {
  return token['description'] === tokenDescription;
}

function accountOf({ username }: DeclaredRuntimeUser): ObjectName {
  return { kind: ACCOUNT.label, name: username };
}

function idleStep(declared: DeclaredRuntimeUser): ProvisionStep {
  const name = { kind: 'token', name: declared.tokenDescription };
  return {
    name,
    needs: [accountOf(declared)],
    object: `${titleOf(name)} of ${declared.username}`,
    action: 'none',
    differences: [],
    kept: [],
    note: null,
    apply: nothing,
  };
}
