import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { expectedPage } from '../../scripts/generate-docs.ts';
import { SETTING_GROUPS, SETTINGS, type SettingKey } from '../../src/settings/schema.ts';
import type { Setting } from '../../src/settings/setting.ts';

const settings: readonly Setting<unknown>[] = Object.values(SETTINGS);

describe('docs/configuration.md', () => {
  it('is what scripts/generate-docs.ts makes of the settings', async () => {
    const page = await readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    expect(page).toBe(await expectedPage());
  });

  it('shows every setting once', async () => {
    const headings = [...(await expectedPage()).matchAll(/^### `([A-Z_]+)`$/gm)].map(([, name]) => name);
    expect(headings).toEqual(settings.map(({ name }) => name));
  });

  it('has its groups in the order of the settings, the first setting first', () => {
    const keys = Object.keys(SETTINGS) as readonly SettingKey[];
    const starts = SETTING_GROUPS.map(({ first }) => keys.indexOf(first));
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts[0]).toBe(0);
  });
});

describe('every setting', () => {
  it.each(settings.map((setting) => [setting.name, setting] as const))(
    '%s has a meaning, an example, a unit where it counts, and a default that is valid',
    (name, { meaning, example, unit, fallback, secret, schema }) => {
      expect(meaning).toMatch(/^[A-Z`].*\.$/s);
      if (/_(?:MS|DAYS|BYTES)$/.test(name)) expect(unit).toBe(/_([A-Z]+)$/.exec(name)?.[1]?.toLowerCase());
      if (fallback !== null) expect(schema.safeParse(fallback)).toMatchObject({ success: true });
      // The example of a secret describes one.
      if (!secret) expect(schema.safeParse(example)).toMatchObject({ success: true });
    },
  );

  it('has a name of its own', () => {
    expect(new Set(settings.map(({ name }) => name)).size).toBe(settings.length);
  });
});
