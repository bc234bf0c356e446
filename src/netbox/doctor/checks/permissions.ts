import { z } from 'zod';
import { faultFactsOf } from '../../../domain/fault.ts';
import { parseAnswer } from '../../parse-answer.ts';
import { collectionAt } from '../../provisioning/collection.ts';
import type { DeclaredRuntimeUser } from '../../provisioning/declaration.ts';
import { ok, unseen, warning, type DoctorCheck, type DoctorContext } from '../doctor-check.ts';

const Account = z.object({
  groups: z.array(z.object({ name: z.string() })),
  permissions: z.array(
    z.object({ enabled: z.boolean(), object_types: z.array(z.string()), actions: z.array(z.string()) }),
  ),
});
type Account = z.infer<typeof Account>;

const FIX = 'Run plumbline provision --runtime-user with an administrator’s token.';

/** Whether the account has every right that is declared, and whether the token can do far more. */
export const permissions: DoctorCheck = {
  name: 'permissions',
  async run(context) {
    const what = 'tell the permissions of its account';
    const answer = await context.client.demand(what, context.client.api.GET('/api/authentication-check/'));
    const account = parseAnswer(what, Account, answer.body);
    // Only an administrator sees webhooks: their secret stands there in clear.
    if (await maySeeWebhooks(context)) {
      return [
        warning(
          'The token may see webhooks with their secrets: it can do more than Plumbline needs.',
          'Run Plumbline under the account that plumbline provision --runtime-user makes.',
        ),
      ];
    }
    const missing = missingOf(context.declaration.runtimeUser, account);
    if (missing.length === 0) return [ok('The account has every permission that is declared.')];
    const groups = account.groups.map(({ name }) => name);
    if (groups.length === 0) return missing.map((one) => warning(`The account may not ${one}.`, FIX));
    return [
      unseen(
        `The account itself may not ${missing.join('; nor ')}. What its groups (${groups.join(', ')}) may, NetBox does not tell.`,
        'Compare the permissions of these groups with webhook-config/runtime-user.json.',
      ),
    ];
  },
};

function missingOf({ permissions: declared }: DeclaredRuntimeUser, { permissions: held }: Account) {
  const rights = declared.flatMap(({ object_types: types, actions }) =>
    types.flatMap((type) => actions.map((action) => ({ type, action }))),
  );
  const has = ({ type, action }: (typeof rights)[number]) =>
    held.some((one) => one.enabled && one.object_types.includes(type) && one.actions.includes(action));
  return rights.filter((right) => !has(right)).map(({ type, action }) => `${action} ${type}`);
}

async function maySeeWebhooks({ client }: DoctorContext): Promise<boolean> {
  try {
    await collectionAt(client, '/api/extras/webhooks/').find('list webhooks', { name: ['Plumbline'] });
    return true;
  } catch (error) {
    if (faultFactsOf(error).code === 'netbox.forbidden') return false;
    throw error;
  }
}
