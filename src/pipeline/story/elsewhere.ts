import type { Telling } from '../../domain/telling.ts';

/** Where all of a change stands when its entry had to leave something out. */
export function changeElsewhere(changeId: string, { pagesUrl }: Telling): string {
  const command = `All of it: \`plumbline changes ${asWord(changeId)}\``;
  return pagesUrl === null
    ? `${command}.`
    : `${command}, or [Plumbline’s own page](${pagesUrl}/changes/${encodeURIComponent(changeId)}).`;
}

/** Where all findings of a unit stand when their entry had to leave something out. */
export function findingsElsewhere({ pagesUrl }: Telling): string {
  const command = 'All of them: `plumbline devices --findings`';
  return pagesUrl === null ? `${command}.` : `${command}, or [Plumbline’s own page](${pagesUrl}/devices).`;
}

/** Ids are made by us and by the workflow runtime; only what one word in backticks may hold is shown. */
function asWord(id: string): string {
  return id.replace(/[^\w:.-]/g, '?');
}
