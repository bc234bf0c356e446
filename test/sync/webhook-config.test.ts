import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { USED_PATHS } from '../../scripts/netbox-schema/operations.ts';
import { JOURNAL_TAGS } from '../../src/domain/journal-entry.ts';
import { SUBSCRIBED_TYPES } from '../../src/domain/netbox-object.ts';
import { UNIT_STATES } from '../../src/domain/unit.ts';
import { COLLECTION_PATHS } from '../../src/netbox/provisioning/collection.ts';
import { MARK, nameOf, titleOf } from '../../src/netbox/provisioning/declared-kind.ts';
import { declaredObjects } from '../../src/netbox/provisioning/declared-objects.ts';
import { readDeclaration } from '../../src/netbox/provisioning/read-declaration.ts';
import { REPORT_FIELD, STATE_FIELDS } from '../../src/netbox/state-fields.ts';

const FOLDER = new URL('../../webhook-config/', import.meta.url);
const declaration = await readDeclaration();
const objects = declaredObjects(declaration, { payloadUrl: 'http://127.0.0.1:9/', secret: 'x' });
const states = declaration.choiceSets[0]?.choices ?? [];

describe('webhook-config and the code say the same', () => {
  it('of the states a device can be in', () => {
    const [set, ...others] = declaration.choiceSets;
    expect(others).toEqual([]);
    expect(set?.choices.map((choice) => choice.value)).toEqual([...UNIT_STATES]);
  });

  it('of the object types whose edits are acted on', () => {
    const types = declaration.eventRules
      .filter((rule) => 'webhook' in rule.action)
      .flatMap((rule) => rule.object_types);
    expect([...types].sort()).toEqual([...SUBSCRIBED_TYPES].sort());
  });

  it('of the events that are understood', () => {
    // The receiver knows created, updated and deleted; NetBox names them with object_ before.
    for (const rule of declaration.eventRules.filter(({ action }) => 'webhook' in action)) {
      expect([...rule.event_types].sort()).toEqual(['object_created', 'object_deleted', 'object_updated']);
    }
  });

  it('of the custom fields that are written', () => {
    const written = [...Object.values(STATE_FIELDS), REPORT_FIELD];
    expect(declaration.customFields.map((field) => field.name).sort()).toEqual([...written].sort());
    expect(declaration.customFields.every((field) => field.object_types.join() === 'dcim.device')).toBe(true);
    expect(declaration.customFields.every((field) => field.ui_editable === 'no')).toBe(true);
  });

  it('of the tags journal entries carry', () => {
    expect(declaration.tags.map((tag) => tag.slug)).toEqual([...JOURNAL_TAGS]);
    expect(declaration.tags.every((tag) => tag.object_types.join() === 'extras.journalentry')).toBe(true);
  });

  it('of the buttons: one for each state, with its label and color, and no value in its text', () => {
    expect(declaration.customLinks.map((link) => [link.name, link.link_text, link.button_class])).toEqual(
      states.map(({ value, label, color }) => [
        `Plumbline: ${value}`,
        `{% if object.cf.${STATE_FIELDS.state} == '${value}' %}${label}{% endif %}`,
        color,
      ]),
    );
  });

  it('of the states that saved filters and the notification rule name', () => {
    const named = [
      ...declaration.savedFilters.flatMap(({ parameters }) => parameters[`cf_${STATE_FIELDS.state}`] ?? []),
      ...(JSON.stringify(declaration.eventRules).match(/(?<="value":\[)[^\]]*/g) ?? []).flatMap((list) =>
        list.split(',').map((text) => text.replaceAll('"', '')),
      ),
    ];
    expect(named.filter((state) => !(UNIT_STATES as readonly string[]).includes(state))).toEqual([]);
    // Every state but "all is well" and "not ours" is found by some filter.
    expect(new Set([...named, 'in line', 'not managed'])).toEqual(new Set(UNIT_STATES));
  });

  it('of the fields that columns and templates show', () => {
    const known = new Set<string>(Object.values(STATE_FIELDS));
    const columns = declaration.tableConfigs.flatMap(({ columns }) => columns);
    const texts = [
      ...declaration.templates.values(),
      ...columns.map((column) => column.replace(/^cf_/, ' ')),
    ];
    const used = texts.flatMap((text) => text.match(/\bplumbline_[a-z_]+/g) ?? []);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    expect(used.length).toBeGreaterThan(8);
  });

  it('of what NetBox is asked: every kind can be listed, made, changed and deleted', () => {
    for (const path of COLLECTION_PATHS) {
      expect(USED_PATHS[path], path).toMatchObject({ post: true });
      expect(USED_PATHS[`${path}{id}/`], path).toMatchObject({ patch: true, delete: true });
    }
    for (const { kind } of objects) {
      const query: readonly string[] = USED_PATHS[kind.path]?.get ?? [];
      expect(query.includes(kind.identity), kind.label).toBe(kind.unfiltered !== true);
    }
  });
});

describe('webhook-config is whole in itself', () => {
  it('every object that is needed is declared, and before the one that needs it', () => {
    const seen = new Set<string>();
    for (const object of objects) {
      for (const need of object.needs) expect(seen, titleOf(nameOf(object))).toContain(titleOf(need));
      seen.add(titleOf(nameOf(object)));
    }
    expect(seen.size).toBe(objects.length);
  });

  it('nothing is declared for nobody', () => {
    const needed = new Set(objects.flatMap(({ needs }) => needs.map(titleOf)));
    const idle = objects.filter(
      ({ kind }) =>
        kind.label === 'choice set' || kind.label === 'webhook' || kind.label === 'notification group',
    );
    expect(idle.map((one) => titleOf(nameOf(one))).filter((title) => !needed.has(title))).toEqual([]);
    const used = declaration.exportTemplates.map(({ template }) => template);
    expect([...declaration.templates.keys()].sort()).toEqual([...used].sort());
  });

  it('every object carries the mark, within the length NetBox takes', () => {
    for (const { kind, fields } of objects) {
      expect(String(fields[kind.markedIn]), kind.label).toContain(MARK);
      if (kind.markedIn === 'description')
        expect(String(fields['description']).length).toBeLessThanOrEqual(200);
    }
  });

  it('every field that is ours is one we declare for some object of the kind', () => {
    for (const { kind } of objects) {
      const declared = new Set(
        objects.filter((one) => one.kind === kind).flatMap(({ fields }) => Object.keys(fields)),
      );
      expect([...kind.ours, ...kind.atLeast].filter((field) => !declared.has(field))).toEqual([]);
    }
  });

  it('no two states look alike', () => {
    expect(new Set(states.map((choice) => choice.color)).size).toBe(states.length);
    expect(new Set(states.map((choice) => choice.label)).size).toBe(states.length);
  });

  it('the runtime account may change devices and nothing else', () => {
    const writing = declaration.runtimeUser.permissions
      .filter((permission) => permission.actions.includes('change'))
      .flatMap((permission) => permission.object_types);
    expect(writing).toEqual(['dcim.device']);
  });

  it.each([
    ['webhooks.json', '[{"name":"x","description":"","secert":"y"}]', 'secert'],
    ['custom-links.json', '[{"name":"x","colour":"red"}]', 'colour'],
    ['event-rules.json', '[{"name":"x","action":{"script":"y"}}]', 'action'],
  ])('what is not known in %s is refused by name and file', async (file, text, word) => {
    const folder = await mkdtemp(join(tmpdir(), 'webhook-config-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await cp(fileURLToPath(FOLDER), folder, { recursive: true });
    await writeFile(join(folder, file), text);
    await expect(readDeclaration(new URL(`${pathToFileURL(folder).href}/`))).rejects.toMatchObject({
      code: 'settings.invalid',
      message: expect.stringMatching(new RegExp(`${file}.*${word}`, 's')) as string,
    });
  });
});
