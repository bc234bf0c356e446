import type { ChangeOrigin } from '../../domain/change.ts';
import type { Instant } from '../../domain/ids.ts';
import type { EditedObject } from '../../domain/netbox-object.ts';
import type { Telling } from '../../domain/telling.ts';
import { ticketsIn } from '../../domain/ticket.ts';
import { link, LONGEST_NAME, plain } from './markdown.ts';
import { objectPath } from './object-path.ts';

/** Who asked for a change, when, with what words, and what he touched in NetBox. */
export interface Cause {
  readonly origin: ChangeOrigin;
  /** NetBox's request id; null for what was not an edit. */
  readonly requestId: string | null;
  readonly objects: readonly EditedObject[];
  readonly approvedBy: string | null;
}

/** Objects named one by one; an edit of hundreds is shown in NetBox's own changelog. */
const MOST_OBJECTS = 8;
const WHAT: Readonly<Record<ChangeOrigin['kind'], string>> = { edit: 'Edit', order: 'Order', sweep: 'Sweep' };
const DID: Readonly<Record<EditedObject['action'], string>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
};

/** One paragraph: the person, the ticket, the message, who approved, and links to the objects and to NetBox's changelog. */
export function whoDidIt({ origin, requestId, objects, approvedBy }: Cause, telling: Telling): string {
  const tickets = ticketsIn(origin.message, telling.ticketPattern).map((ticket) => `**${plain(ticket)}**`);
  const parts = [
    `${WHAT[origin.kind]} by **${plain(origin.user, LONGEST_NAME)}** at ${whenOf(origin.time)}`,
    tickets.length === 0 ? '' : `, ticket ${tickets.join(', ')}`,
    origin.message === '' ? '' : `: “${plain(origin.message)}”`,
    approvedBy === null ? '' : `, approved by **${plain(approvedBy, LONGEST_NAME)}**`,
    '.',
  ];
  return [parts.join(''), whatWasEdited(objects, telling), changelogLink(requestId, telling)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** The ticket numbers for the first line of a box, as `· CHG0012345`; empty without any. */
export function ticketMark({ message }: ChangeOrigin, { ticketPattern }: Telling): string {
  return ticketsIn(message, ticketPattern)
    .map((ticket) => `· ${ticket}`)
    .join(' ');
}

/** A time as people read it: `2026-11-21 10:00 UTC`. */
export function whenOf(time: Instant): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

function whatWasEdited(objects: readonly EditedObject[], telling: Telling): string {
  if (objects.length === 0) return '';
  const shown = objects.slice(0, MOST_OBJECTS).map((object) => {
    const path = object.action === 'delete' ? null : objectPath(object, telling);
    return `${DID[object.action]} ${path === null ? plain(object.name, LONGEST_NAME) : link(object.name, path)}`;
  });
  const more = objects.length > shown.length ? ` and ${objects.length - shown.length} more` : '';
  return `In NetBox: ${shown.join(', ')}${more}.`;
}

function changelogLink(requestId: string | null, { netboxPath }: Telling): string {
  if (requestId === null) return '';
  return `[This edit in NetBox’s changelog](${netboxPath}/core/changelog/?request_id=${encodeURIComponent(requestId)})`;
}
