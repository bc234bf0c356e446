import type { Warning } from '../../domain/configuration.ts';
import type { AgedFinding, IgnoredFinding } from '../../domain/finding.ts';
import type { EntryText } from '../../domain/journal-entry.ts';
import type { Telling } from '../../domain/telling.ts';
import { differenceAsLines } from './difference-lines.ts';
import { findingsElsewhere } from './elsewhere.ts';
import { fenceSection, listSection, reasonInFull, type Section, text, writeEntry } from './entry.ts';
import { findingTable, placeOf } from './finding-table.ts';
import { differenceLines } from './headlines.ts';
import { ignoredLine, ignoredTable } from './ignored-table.ts';
import { lastChangeLine, lastChangeParagraph } from './last-change.ts';
import { box, plain } from './markdown.ts';

/** What a look at a unit found, compared with the look before it. */
export interface DriftStory {
  readonly current: readonly AgedFinding[];
  readonly appeared: readonly AgedFinding[];
  readonly disappeared: readonly AgedFinding[];
  readonly ignored: readonly IgnoredFinding[];
  readonly warnings: readonly Warning[];
}

/** The entry told when the findings of a unit changed; the first lines say what is new. */
export function tellDrift(look: DriftStory, telling: Telling): EntryText {
  const { current } = look;
  const head = current.length === 0 ? inLineAgain(look) : differs(look);
  const sections = [
    head.section,
    findingTable('**Where they differ**', current, telling),
    text(lastChangeParagraph(current)),
    fenceSection('**From the device to NetBox**', 'lines of the difference', differenceAsLines(current)),
    current.length === 0 ? reasonInFull(goneInWords(look)) : gone(look.disappeared),
    // What asks for nothing, or not at once, comes last.
    ignoredTable(look.ignored),
    listSection(
      '**Warnings**',
      'warnings',
      look.warnings.map(({ message }) => plain(message)),
    ),
  ];
  return { kind: head.kind, comments: writeEntry(sections, findingsElsewhere(telling)) };
}

type Head = { readonly kind: EntryText['kind']; readonly section: Section };

function inLineAgain(look: DriftStory): Head {
  const reason = goneInWords(look);
  const lines = [...ignoredLine(look.ignored), 'Next: nothing.'];
  return { kind: 'success', section: text(box('success', { verdict: 'In line again', reason, lines })) };
}

function differs({ current, appeared, disappeared, ignored }: DriftStory): Head {
  const places = current.length === 1 ? '1 place' : `${current.length} places`;
  const lines = [
    ...differenceLines(appeared.length > 0 ? appeared : current),
    ...lastChangeLine(appeared.length > 0 ? appeared : current),
    ...ignoredLine(ignored),
    'Next: correct the device or NetBox; then run: plumbline check DEVICE',
  ];
  const content = {
    verdict: `The device differs from NetBox in ${places}`,
    mark: `(new: ${appeared.length}, gone: ${disappeared.length}). Nothing was written.`,
    lines,
  };
  return { kind: 'warning', section: text(box('warning', content)) };
}

function goneInWords({ disappeared }: DriftStory): string {
  return `No finding is left. Gone: ${disappeared.map(placeOf).join('; ')}`;
}

function gone(disappeared: readonly AgedFinding[]): Section {
  return listSection(
    '**Gone since the last look**',
    'findings that are gone',
    disappeared.map((finding) => plain(placeOf(finding))),
  );
}
