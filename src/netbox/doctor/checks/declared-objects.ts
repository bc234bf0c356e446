import type { ObjectName } from '../../provisioning/declared-kind.ts';
import { lookAtDeclared } from '../../provisioning/plan-provision.ts';
import type { ProvisionStep } from '../../provisioning/provision-step.ts';
import { ok, unseen, warning, type DoctorCheck, type DoctorFinding } from '../doctor-check.ts';

const FIX = 'Run plumbline provision with an administrator’s token.';

const NOT_COMPARED = unseen(
  'The webhook itself was not compared: PLUMBLINE_WEBHOOK_URL is not set.',
  'Set it to the address NetBox posts to.',
);

/** Whether NetBox has what is declared, as far as the token may look: a field deleted, a rule switched off by hand. */
export const declaredObjects: DoctorCheck = {
  name: 'NetBox objects',
  async run({ client, declaration, webhook }) {
    const { payloadUrl, secret } = webhook;
    const steps = await lookAtDeclared(client, {
      // Without its address a webhook would always differ.
      declaration: payloadUrl === null ? { ...declaration, webhooks: [] } : declaration,
      webhook: { payloadUrl: payloadUrl ?? '', secret },
    });
    const told = steps.flatMap(tell);
    const standing = steps.filter(({ action }) => action === 'none').length;
    return [
      ...(standing > 0 ? [ok(`${standing} declared objects stand as they should.`)] : []),
      ...told,
      ...tellUnseen(steps.filter(({ action }) => action === 'unseen')),
      ...(payloadUrl === null ? [NOT_COMPARED] : []),
    ];
  },
};

function tell({ object, action, differences, note }: ProvisionStep): readonly DoctorFinding[] {
  switch (action) {
    case 'create':
      return [warning(`The ${object} is missing.`, FIX)];
    case 'update': {
      const fields = differences.map(({ field, found }) => `${field} is ${found}`).join(', ');
      return [warning(`The ${object} was changed by hand: ${fields}.`, FIX)];
    }
    case 'leave':
      return [warning(`The ${object} is left alone: ${note ?? ''}`, 'Do what it says there.')];
    case 'none':
    case 'unseen':
    case 'remove':
      return [];
  }
}

function tellUnseen(steps: readonly ProvisionStep[]): readonly DoctorFinding[] {
  const kinds = new Set(steps.map(({ name }: { readonly name: ObjectName }) => name.kind));
  if (kinds.size === 0) return [];
  return [
    unseen(
      `The token may not look at every ${[...kinds].join(', ')}.`,
      'Run plumbline provision --dry-run with an administrator’s token to see whether they stand as declared.',
    ),
  ];
}
