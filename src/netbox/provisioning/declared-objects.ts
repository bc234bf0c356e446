import { Fault } from '../../domain/fault.ts';
import type { Declaration } from './declaration.ts';
import type { DeclaredObject } from './declared-kind.ts';
import { accountObject } from './kinds/account.ts';
import { choiceSetObject } from './kinds/choice-set.ts';
import { customFieldObject } from './kinds/custom-field.ts';
import { customLinkObject } from './kinds/custom-link.ts';
import { eventRuleObject } from './kinds/event-rule.ts';
import { exportTemplateObject } from './kinds/export-template.ts';
import { notificationGroupObject } from './kinds/notification-group.ts';
import { permissionObject } from './kinds/permission.ts';
import { savedFilterObject } from './kinds/saved-filter.ts';
import { tableConfigObject } from './kinds/table-config.ts';
import { tagObject } from './kinds/tag.ts';
import { webhookObject, type WebhookTarget } from './kinds/webhook.ts';

/**
 * Every declared object in the order it is made: a field after its choice set, a rule after its webhook, a table after the
 * fields that are its columns. Removing goes the other way round. Account and permissions come last; the token, whose text
 * is a result, is apart from them.
 */
export function declaredObjects(declaration: Declaration, webhook: WebhookTarget): readonly DeclaredObject[] {
  const { username } = declaration.runtimeUser;
  return [
    ...declaration.choiceSets.map(choiceSetObject),
    ...declaration.customFields.map(customFieldObject),
    ...declaration.tags.map(tagObject),
    ...declaration.webhooks.map((one) => webhookObject(one, webhook)),
    ...declaration.notificationGroups.map(notificationGroupObject),
    ...declaration.eventRules.map(eventRuleObject),
    ...declaration.customLinks.map(customLinkObject),
    ...declaration.exportTemplates.map((one) => exportTemplateObject(one, codeOf(declaration, one.template))),
    ...declaration.savedFilters.map(savedFilterObject),
    ...declaration.tableConfigs.map(tableConfigObject),
    accountObject(username),
    ...declaration.runtimeUser.permissions.map((one) => permissionObject(one, username)),
  ];
}

/** True for the account and what hangs on it, which is provisioned only when asked for. */
export function isRuntimeUser({ kind }: DeclaredObject): boolean {
  return kind.label === 'account' || kind.label === 'permission';
}

function codeOf({ templates }: Declaration, file: string): string {
  const code = templates.get(file);
  if (code !== undefined) return code;
  throw new Fault(
    'settings.invalid',
    `webhook-config/templates has no ${file}, which export-templates.json names.`,
  );
}
