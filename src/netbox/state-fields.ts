import type { StateFacts } from '../ports/journal.ts';
import { redactMarkdown } from '../domain/redact-markdown.ts';
import type { UnitState } from '../domain/unit.ts';
import { Choice } from './choice.ts';

/** The custom fields Plumbline writes on a device; declared in webhook-config/. */
export const STATE_FIELDS = {
  state: 'plumbline_state',
  findings: 'plumbline_findings',
  firstDrifted: 'plumbline_first_drifted',
  summary: 'plumbline_summary',
  changeId: 'plumbline_change',
} as const;

/** Made for the address of a device's own page; written once Plumbline has pages. Unset fields are not shown. */
export const REPORT_FIELD = 'plumbline_report';

type Values = Readonly<Record<string, unknown>>;

/** The values these facts have as custom fields; absent facts have none. */
export function toFieldValues(state: UnitState, facts: StateFacts): Values {
  const summary = facts.summary === undefined ? undefined : redactMarkdown(facts.summary);
  const all = { ...facts, state, summary };
  return Object.fromEntries(
    Object.entries(STATE_FIELDS).flatMap(([fact, field]) => {
      const value = all[fact as keyof typeof STATE_FIELDS]; // its own keys
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/** What has to be sent so that these values stand on the device, and which of them have no field there. */
export function compareShown(
  shown: Values,
  wanted: Values,
): { readonly change: Values; readonly missing: readonly string[] } {
  const names = Object.keys(wanted);
  const change = names.filter((name) => name in shown && !isSame(name, shown[name], wanted[name]));
  return {
    change: Object.fromEntries(change.map((name) => [name, wanted[name]])),
    missing: names.filter((name) => !(name in shown)),
  };
}

function isSame(name: string, shown: unknown, wanted: unknown): boolean {
  if (name === STATE_FIELDS.state)
    return (
      Choice.nullable()
        .catch(null)
        .parse(shown ?? null) === wanted
    );
  if (name === STATE_FIELDS.firstDrifted) return instantOf(shown) === instantOf(wanted);
  return (shown ?? null) === wanted;
}

/** NetBox writes a time as it stores it, with another spelling of the zone than ours. */
function instantOf(value: unknown): number | null {
  return typeof value === 'string' ? Date.parse(value) : null;
}
