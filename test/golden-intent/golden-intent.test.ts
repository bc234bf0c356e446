import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLATFORMS, type Platform } from '../../src/domain/platform.ts';
import { describeIntent, EXPECTED_FILES } from './describe-intent.ts';
import { readGoldenDevice } from './read-device.ts';

/** Every folder test/golden-intent/<platform>/<case> is a test; README.md beside this file says what each file means. */
for (const platform of PLATFORMS) {
  describe(`golden intent ${platform}`, () => {
    const folder = join(import.meta.dirname, platform);
    for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
      it(name.replaceAll('-', ' '), () => {
        checkCase(platform, join(folder, name));
      });
    }
  });
}

function checkCase(platform: Platform, folder: string): void {
  const files = readdirSync(folder);
  expect(files.filter((file) => !['device.json', ...EXPECTED_FILES].includes(file))).toEqual([]);
  const expected = EXPECTED_FILES.map((file): [string, string] => [
    file,
    files.includes(file) ? readFileSync(join(folder, file), 'utf8') : '',
  ]);
  // A case that expects nothing at all is one that was not finished.
  expect(expected.map(([, text]) => text).join('')).not.toBe('');
  const found = describeIntent(platform, readGoldenDevice(readFileSync(join(folder, 'device.json'), 'utf8')));
  expect(found).toEqual(Object.fromEntries(expected));
}
