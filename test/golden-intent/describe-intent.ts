import type { Collection } from '../../src/domain/configuration.ts';
import type { DeviceRecord } from '../../src/domain/device-model.ts';
import type { ObjectRef } from '../../src/domain/netbox-object.ts';
import type { Platform } from '../../src/domain/platform.ts';
import { intendedFromModel } from '../../src/intent/intended-from-model.ts';

/** The files of a golden case, in the order a reader wants them; one that would be empty need not be there. */
export const EXPECTED_FILES = ['intended.conf', 'warnings.txt', 'problems.txt', 'provenance.txt'] as const;
export type ExpectedFile = (typeof EXPECTED_FILES)[number];

/** What model intent makes of a device, as the texts of a golden case. */
export function describeIntent(
  platform: Platform,
  { device, exclusive }: { readonly device: DeviceRecord; readonly exclusive: readonly Collection[] },
): Readonly<Record<ExpectedFile, string>> {
  const result = intendedFromModel(platform, device, exclusive);
  const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
  if (!result.ok) {
    const problems = lines(result.problems.map(({ object, message }) => `${nameOf(object)}: ${message}`));
    return { 'intended.conf': '', 'warnings.txt': '', 'problems.txt': problems, 'provenance.txt': '' };
  }
  const { text, warnings, provenance } = result.intended;
  return {
    'intended.conf': text,
    'warnings.txt': lines(
      warnings.map(({ code, path, message }) => `${code} | ${path.join(' / ')} | ${message}`),
    ),
    'problems.txt': '',
    'provenance.txt': lines(
      provenance.map(({ path, key, object }) => `${[...path, key ?? '*'].join(' / ')} | ${nameOf(object)}`),
    ),
  };
}

/** Hostile names are part of the cases: a line of a file stays one line. */
function nameOf({ type, name }: ObjectRef): string {
  return `${type} ${/^[\x20-\x7e]*$/.test(name) ? name : JSON.stringify(name)}`;
}
