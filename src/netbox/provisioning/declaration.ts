import { z } from 'zod';
import type { DeclaredChoiceSet } from './kinds/choice-set.ts';
import type { DeclaredCustomField } from './kinds/custom-field.ts';
import type { DeclaredCustomLink } from './kinds/custom-link.ts';
import type { DeclaredEventRule } from './kinds/event-rule.ts';
import type { DeclaredExportTemplate } from './kinds/export-template.ts';
import type { DeclaredNotificationGroup } from './kinds/notification-group.ts';
import { DeclaredPermission } from './kinds/permission.ts';
import type { DeclaredSavedFilter } from './kinds/saved-filter.ts';
import type { DeclaredTableConfig } from './kinds/table-config.ts';
import type { DeclaredTag } from './kinds/tag.ts';
import type { DeclaredWebhook } from './kinds/webhook.ts';

/** The narrow account Plumbline runs under. */
export const DeclaredRuntimeUser = z.strictObject({
  username: z.string(),
  tokenDescription: z.string(),
  permissions: z.array(DeclaredPermission).nonempty(),
});
export type DeclaredRuntimeUser = z.infer<typeof DeclaredRuntimeUser>;

/** Everything Plumbline wants to find in NetBox, as webhook-config/ declares it. */
export interface Declaration {
  readonly choiceSets: readonly DeclaredChoiceSet[];
  readonly customFields: readonly DeclaredCustomField[];
  readonly tags: readonly DeclaredTag[];
  readonly webhooks: readonly DeclaredWebhook[];
  readonly notificationGroups: readonly DeclaredNotificationGroup[];
  readonly eventRules: readonly DeclaredEventRule[];
  readonly customLinks: readonly DeclaredCustomLink[];
  readonly exportTemplates: readonly DeclaredExportTemplate[];
  readonly savedFilters: readonly DeclaredSavedFilter[];
  readonly tableConfigs: readonly DeclaredTableConfig[];
  readonly runtimeUser: DeclaredRuntimeUser;
  /** Text of the export templates by file name. */
  readonly templates: ReadonlyMap<string, string>;
}
