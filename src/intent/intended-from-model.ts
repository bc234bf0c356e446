import type { Collection, Scope } from '../domain/configuration.ts';
import type { DeviceRecord } from '../domain/device-model.ts';
import type { Platform } from '../domain/platform.ts';
import { aristaEosSections } from './arista-eos-lines.ts';
import { ciscoIosSections } from './cisco-ios-lines.ts';
import { contradictions } from './contradictions.ts';
import { frrSections } from './frr-lines.ts';
import { incompleteCollections } from './incomplete-collections.ts';
import type { IntentResult } from './intent-result.ts';
import { juniperJunosSections } from './juniper-junos-lines.ts';
import { printStatements } from './junos-statement.ts';
import { printBlocks, provenanceOf, type Section } from './section.ts';

/** How a platform says what NetBox asks for. */
interface PlatformText {
  readonly sectionsOf: (device: DeviceRecord) => readonly Section[];
  readonly print: (sections: readonly Section[]) => string;
}

const PLATFORM_TEXT: Readonly<Record<Platform, PlatformText>> = {
  frr: { sectionsOf: frrSections, print: (sections) => printBlocks(sections, { indent: ' ', exit: 'exit' }) },
  cisco_ios: {
    sectionsOf: ciscoIosSections,
    print: (sections) => printBlocks(sections, { indent: ' ', exit: '!' }),
  },
  arista_eos: {
    sectionsOf: aristaEosSections,
    print: (sections) => printBlocks(sections, { indent: '   ', exit: '!' }),
  },
  juniper_junos: { sectionsOf: juniperJunosSections, print: printStatements },
};

/**
 * The configuration NetBox's objects ask a device to have: exactly what model intent can express. What NetBox leaves empty
 * makes no line; what the platform cannot express becomes a warning; one value that cannot be sent safely refuses the
 * whole unit, with every problem and its object at once. `exclusive` goes into the scope, and refuses the unit where the text
 * does not hold all that NetBox has of such a collection.
 */
export function intendedFromModel(
  platform: Platform,
  device: DeviceRecord,
  exclusive: readonly Collection[] = [],
): IntentResult {
  const { sectionsOf, print } = PLATFORM_TEXT[platform];
  const sections = sectionsOf(device);
  const warnings = sections.flatMap(({ said }) => said.warnings);
  const found = [
    ...sections.flatMap(({ said }) => said.problems),
    ...incompleteCollections(device.object, exclusive, warnings),
  ];
  // Values that cannot be sent are no lines, so only a complete text can contradict itself.
  const problems = found.length > 0 ? found : contradictions(sections);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    intended: {
      source: 'model',
      text: print(sections),
      scope: scopeOf(exclusive),
      provenance: sections.flatMap(provenanceOf),
      warnings,
    },
  };
}

function scopeOf(exclusive: readonly Collection[]): Scope {
  return exclusive.length === 0 ? { kind: 'model' } : { kind: 'model', exclusive };
}
