import { isDeepStrictEqual } from 'node:util';
import type { Hint } from '../domain/edit.ts';
import { isSubscribedType } from '../domain/netbox-object.ts';
import { EventEnvelope, EventObject, problemsOf } from './netbox-event.ts';
import { isEventKind, toEditedObject } from './to-edited-object.ts';

/** What a webhook body says: a hint, nothing for us (with the reason), or nothing that can be read. */
export type HintReading =
  | { readonly kind: 'hint'; readonly hint: Hint }
  | { readonly kind: 'dropped'; readonly reason: DropReason; readonly requestId: string | null }
  | { readonly kind: 'unreadable'; readonly reason: string };

export type DropReason =
  'own user' | 'active branch' | 'nothing changed' | 'event not subscribed' | 'object type not subscribed';

/**
 * Reads a parsed body of NetBox 4.6 or 4.7. What does not concern Plumbline is dropped before its shape is judged, so
 * that a plugin's own events are no errors. `ownUser` is the NetBox user Plumbline writes as.
 */
export function readHint(body: unknown, ownUser: string): HintReading {
  const envelope = EventEnvelope.safeParse(body);
  if (!envelope.success) return unreadable(problemsOf(envelope.error, ''));
  const dropped = decideDrop(envelope.data, ownUser);
  if (dropped !== null) return { kind: 'dropped', reason: dropped, requestId: requestIdOf(envelope.data) };
  return toHint(envelope.data);
}

/** Why an event is none of our business, or null when it is. */
function decideDrop(event: EventEnvelope, ownUser: string): DropReason | null {
  if (!isEventKind(event.event)) return 'event not subscribed';
  if (!isSubscribedType(event.object_type)) return 'object type not subscribed';
  // Unmerged intent: the merge sends its own events later (branching plugin).
  if (event.context?.active_branch != null) return 'active branch';
  // NetBox user names are unique without regard to case. Without this, our own journal and fields would wake us for ever.
  if (userOf(event)?.toLowerCase() === ownUser.toLowerCase()) return 'own user';
  if (event.event === 'updated' && changedNothing(event)) return 'nothing changed';
  return null;
}

/** NetBox sends webhooks for saves that changed nothing; a missing snapshot proves nothing. */
function changedNothing({ snapshots }: EventEnvelope): boolean {
  return snapshots?.prechange != null && isDeepStrictEqual(snapshots.prechange, snapshots.postchange);
}

function toHint(event: EventEnvelope): HintReading {
  const requestId = requestIdOf(event);
  const user = userOf(event);
  if (requestId == null) return unreadable('request.id: expected the id of the NetBox request, found none');
  if (user == null) return unreadable('request.user: expected the name of the NetBox user, found none');
  const data = EventObject.safeParse(event.data);
  if (!data.success) return unreadable(problemsOf(data.error, 'data'));
  if (!isEventKind(event.event) || !isSubscribedType(event.object_type)) return unreadable('event: unknown');
  const object = toEditedObject(event.object_type, event.event, data.data, event.snapshots ?? {});
  return { kind: 'hint', hint: { requestId, user, event: event.event, timestamp: event.timestamp, object } };
}

function userOf(event: EventEnvelope): string | null {
  return event.request?.user ?? event.username ?? null;
}

function requestIdOf(event: EventEnvelope): string | null {
  return event.request?.id ?? event.request_id ?? null;
}

function unreadable(reason: string): HintReading {
  return { kind: 'unreadable', reason };
}
