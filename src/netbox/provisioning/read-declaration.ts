import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { DeclaredRuntimeUser, type Declaration } from './declaration.ts';
import { DeclaredChoiceSet } from './kinds/choice-set.ts';
import { DeclaredCustomField } from './kinds/custom-field.ts';
import { DeclaredCustomLink } from './kinds/custom-link.ts';
import { DeclaredEventRule } from './kinds/event-rule.ts';
import { DeclaredExportTemplate } from './kinds/export-template.ts';
import { DeclaredNotificationGroup } from './kinds/notification-group.ts';
import { DeclaredSavedFilter } from './kinds/saved-filter.ts';
import { DeclaredTableConfig } from './kinds/table-config.ts';
import { DeclaredTag } from './kinds/tag.ts';
import { DeclaredWebhook } from './kinds/webhook.ts';

const FOLDER = new URL('../../../webhook-config/', import.meta.url);

/** Reads webhook-config/, strictly. Throws `settings.invalid` naming file and place when a file is missing or has something we do not know. */
export async function readDeclaration(folder: URL = FOLDER): Promise<Declaration> {
  const list = <T>(name: string, schema: z.ZodType<T>) => readOne(folder, name, z.array(schema));
  return {
    choiceSets: await list('choice-sets.json', DeclaredChoiceSet),
    customFields: await list('custom-fields.json', DeclaredCustomField),
    tags: await list('tags.json', DeclaredTag),
    webhooks: await list('webhooks.json', DeclaredWebhook),
    notificationGroups: await list('notification-groups.json', DeclaredNotificationGroup),
    eventRules: await list('event-rules.json', DeclaredEventRule),
    customLinks: await list('custom-links.json', DeclaredCustomLink),
    exportTemplates: await list('export-templates.json', DeclaredExportTemplate),
    savedFilters: await list('saved-filters.json', DeclaredSavedFilter),
    tableConfigs: await list('table-configs.json', DeclaredTableConfig),
    runtimeUser: await readOne(folder, 'runtime-user.json', DeclaredRuntimeUser),
    templates: await readTemplates(new URL('templates/', folder)),
  };
}

async function readOne<T>(folder: URL, name: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(new URL(name, folder), 'utf8')));
  } catch (error) {
    throw unusable(name, error);
  }
}

async function readTemplates(folder: URL): Promise<ReadonlyMap<string, string>> {
  try {
    const names = await readdir(folder);
    const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
    return new Map(names.map((name, index) => [name, texts[index] ?? '']));
  } catch (error) {
    throw unusable('templates', error);
  }
}

function unusable(name: string, error: unknown): Fault {
  const words = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  return new Fault('settings.invalid', `webhook-config/${name} cannot be used: ${words}`);
}
