import { instantOf } from '../domain/ids.ts';
import type { ChangelogEntry } from '../ports/changelog.ts';
import type { Look, NetBoxWatch, Outdated, WatchState } from '../ports/netbox-watch.ts';
import type { Database, Rows } from './database.ts';
import { storable, storedSentence } from './stored-text.ts';

const AGE = (column: string): string => `extract(epoch from clock_timestamp() - ${column})::float8 * 1000`;

const READ = `
  select url, mark, entry_id::float8, entry_request, entry_time, doubt, looked_at, comparison_wanted,
    ${AGE('entry_time')} as entry_age, ${AGE('looked_at')} as looked_ago, ${AGE('missing_since')} as missing_for,
    place, plumbline.place() as place_now, current_until, outdated, outdated_since,
    since.compared, since.sweeps, since.last_ago
  from plumbline.netbox_watch
  cross join lateral (
    select count(*)::int as sweeps, ${AGE('max(begun_at)')} as last_ago, case
      when bool_or(ended_at is not null and units <=
        (select count(*) from plumbline.sweep_units unit where unit.sweep_id = sweep.sweep_id)) then 'all'
      when bool_or(ended_at is null) then 'runs'
      when count(*) > 0 then 'some'
      else 'none' end as compared
    from plumbline.sweeps sweep where begun_at >= outdated_since
  ) since`;

/** A process that stopped or was taken over keeps nobody waiting: its lease is given back, or gone. */
const TAKE_TURN = `
  insert into plumbline.turns as turn (name, owner, until)
  values ('changelog', $1, clock_timestamp() + $2::float8 * interval '1 ms')
  on conflict (name) do update set owner = excluded.owner, until = excluded.until
    where turn.owner = excluded.owner or turn.until < clock_timestamp() or not exists (
      select from plumbline.lease where executor_id = turn.owner and released_at is null)
  returning owner`;

const PIN = `
  insert into plumbline.netbox_watch (url, mark, entry_id, entry_request, entry_time, pinned_by)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (only_row) do update set url = excluded.url, mark = excluded.mark, entry_id = excluded.entry_id,
    entry_request = excluded.entry_request, entry_time = excluded.entry_time, pinned_by = excluded.pinned_by,
    pinned_at = clock_timestamp(), doubt = null, doubt_since = null, looked_at = null, fresh_until = null,
    missing_since = null, comparison_wanted = 'another NetBox was accepted',
    place = null, current_until = null, outdated = null, outdated_since = null`;

const DOUBT = `
  update plumbline.netbox_watch set doubt = $1, doubt_since = clock_timestamp() where doubt is null`;

/** Not while the database is in doubt, unless that ends it. */
const CURRENT = `
  update plumbline.netbox_watch set place = coalesce(plumbline.place(), place),
    current_until = greatest(current_until, $1), outdated = null, outdated_since = null
  where outdated is null or $2`;

const OUTDATED = `
  update plumbline.netbox_watch set outdated = $1, outdated_since = clock_timestamp() where outdated is null`;

const SEEN = `
  insert into plumbline.changelog_seen (id, entry_time)
  select * from unnest($1::bigint[], $2::timestamptz[]) on conflict do nothing returning id::float8 as id`;

const UNSEEN = `
  select asked.id from unnest($1::bigint[]) as asked (id)
  where not exists (select from plumbline.changelog_seen seen where seen.id = asked.id) limit 1`;

/** Requests of these that no webhook told of. */
const UNTOLD = `
  select request from unnest($1::text[]) as request
  where not exists (select from plumbline.inbox where request_id = request)`;

const KNOWN = `select distinct request_id from plumbline.edits where request_id = any($1::text[])`;

/**
 * A webhook that arrived since proves that they arrive. Counted from a little earlier: one that came between the reading of the
 * changelog and this note has come, too.
 */
const LOOKED = `
  update plumbline.netbox_watch watch set looked_at = clock_timestamp(),
    fresh_until = clock_timestamp() + $1::float8 * interval '1 ms',
    entry_id = coalesce($2, entry_id), entry_request = coalesce($3, entry_request),
    entry_time = coalesce($4, entry_time), comparison_wanted = coalesce(comparison_wanted, $6),
    missing_since = case
      when missing_since is not null
        and exists (select from plumbline.inbox where received_at > watch.missing_since) then null
      when $5 then coalesce(missing_since, clock_timestamp() - interval '10 s')
      else missing_since end`;

const NEEDS_APPROVAL = `
  update plumbline.edits set needs_approval = $1 where started_at is null and needs_approval is null`;

/** What was collected while it was unclear for whom. */
const NEEDS_APPROVAL_AFTER_DOUBT = `
  ${NEEDS_APPROVAL} and exists (select from plumbline.netbox_watch where doubt is not null or outdated is not null)`;

interface WatchRow {
  readonly url: string;
  readonly mark: string;
  readonly entry_id: number | null;
  readonly entry_request: string | null;
  readonly entry_time: Date | null;
  readonly entry_age: number | null;
  readonly doubt: string | null;
  readonly looked_at: Date | null;
  readonly looked_ago: number | null;
  readonly missing_for: number | null;
  readonly comparison_wanted: string | null;
  readonly place: string | null;
  readonly place_now: string | null;
  readonly current_until: Date | null;
  readonly outdated: string | null;
  readonly outdated_since: Date | null;
  readonly sweeps: number;
  readonly last_ago: number | null;
  readonly compared: Outdated['compared'];
}

/** {@link NetBoxWatch}: one row, for all processes. */
export function createPostgresNetBoxWatch(database: Database): NetBoxWatch {
  return {
    read: async () => {
      const [row] = await database.rows<WatchRow>(READ);
      return row === undefined ? null : toState(row);
    },
    takeTurn: async (owner, forMs) => (await database.rows(TAKE_TURN, [owner, forMs])).length > 0,
    pin: ({ url, mark, witness }, by) =>
      database.transaction(async (rows) => {
        await rows('delete from plumbline.changelog_seen');
        await rows(NEEDS_APPROVAL_AFTER_DOUBT, ['it was edited while NetBox was in doubt']);
        const entry = [witness?.id ?? null, witness?.requestId ?? null, witness?.time ?? null];
        await rows(PIN, [url, mark, ...entry, storable(by)]);
      }),
    doubt: async (reason) => {
      await database.rows(DOUBT, [storedSentence(reason)]);
    },
    current: (at, needsApproval) =>
      database.transaction(async (rows) => {
        // Marked before edits may start again, or one of them would slip through unmarked.
        if (needsApproval !== undefined) await rows(NEEDS_APPROVAL, [storedSentence(needsApproval)]);
        await rows(CURRENT, [at, needsApproval !== undefined]);
      }),
    outdated: async (reason) => {
      await database.rows(OUTDATED, [storedSentence(reason)]);
    },
    takeUp: (entries, isIgnored) => database.transaction((rows) => takeUp(rows, entries, isIgnored)),
    areSeen: async (ids) => ids.length === 0 || (await database.rows(UNSEEN, [ids])).length === 0,
    looked: (look) => database.transaction((rows) => noteLook(rows, look)),
    comparisonStarted: async () => {
      await database.rows('update plumbline.netbox_watch set comparison_wanted = null');
    },
  };
}

async function takeUp(
  rows: Rows,
  entries: readonly ChangelogEntry[],
  isIgnored: (entry: ChangelogEntry) => boolean,
): Promise<{ readonly requests: number; readonly missing: number }> {
  if (entries.length === 0) return { requests: 0, missing: 0 };
  const fresh = await rows<{ id: number }>(SEEN, [
    entries.map(({ id }) => id),
    entries.map(({ time }) => time),
  ]);
  const ids = new Set(fresh.map(({ id }) => id));
  const news = entries.filter((entry) => ids.has(entry.id) && !isIgnored(entry));
  const requests = Map.groupBy(news, (entry) => entry.requestId);
  const names = [...requests.keys()];
  if (names.length === 0) return { requests: 0, missing: 0 };
  const known = new Set((await rows<{ request_id: string }>(KNOWN, [names])).map((row) => row.request_id));
  const untold = await rows(UNTOLD, [names]);
  for (const [requestId, of] of requests) await addEntries(rows, requestId, of);
  return { requests: names.filter((name) => !known.has(name)).length, missing: untold.length };
}

/** As a webhook would: what the edit holds already changes nothing. The rest of the edit comes with its completion. */
async function addEntries(rows: Rows, requestId: string, entries: readonly ChangelogEntry[]): Promise<void> {
  const [first] = entries;
  if (first === undefined) return;
  // One row an object: a script saves an object several times in one request.
  const objects = [...new Map(entries.map((entry) => [`${entry.type}:${entry.objectId}`, entry])).values()];
  const nothing = objects.map(() => null);
  await rows('select plumbline.add_facts($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    requestId,
    storable(first.user),
    first.time,
    objects.map(({ type }) => type),
    objects.map(({ objectId }) => objectId),
    objects.map(({ action }) => action),
    objects.map(({ name }) => storable(name)),
    nothing,
    nothing,
  ]);
}

async function noteLook(rows: Rows, look: Look): Promise<void> {
  const { witness, freshForMs, missing, comparison } = look;
  const entry = [witness?.id ?? null, witness?.requestId ?? null, witness?.time ?? null];
  // Marked before edits may start again, or one of them would slip through unmarked.
  if (look.needsApproval !== null) await rows(NEEDS_APPROVAL, [storedSentence(look.needsApproval)]);
  await rows(LOOKED, [freshForMs, ...entry, missing, comparison]);
  if (look.forgetBefore !== null)
    await rows('delete from plumbline.changelog_seen where entry_time < $1', [look.forgetBefore]);
}

function toState(row: WatchRow): WatchState {
  const { entry_id: id, entry_request: requestId, entry_time: time } = row;
  return {
    url: row.url,
    mark: row.mark,
    witness:
      id === null || requestId === null || time === null ? null : { id, requestId, time: instantOf(time) },
    witnessAgeMs: row.entry_age,
    doubt: row.doubt,
    lookedAt: row.looked_at === null ? null : instantOf(row.looked_at),
    lookedAgoMs: row.looked_ago,
    missingForMs: row.missing_for,
    comparisonWanted: row.comparison_wanted,
    own: {
      place: row.place,
      placeNow: row.place_now,
      currentUntil: row.current_until === null ? null : instantOf(row.current_until),
      outdated: outdatedOf(row),
    },
  };
}

function outdatedOf(row: WatchRow): Outdated | null {
  const { outdated, outdated_since: since, compared, sweeps, last_ago: lastAgoMs } = row;
  if (outdated === null || since === null) return null;
  return { reason: outdated, since: instantOf(since), compared, sweeps, lastAgoMs };
}
