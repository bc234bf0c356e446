import type { DeviceRecord } from '../domain/device-model.ts';
import { faultFactsOf } from '../domain/fault.ts';
import { deviceIdOf } from '../domain/ids.ts';
import type { Changelog } from '../ports/changelog.ts';
import type { Journal } from '../ports/journal.ts';
import type { NoticeTarget } from '../ports/notice-target.ts';
import type { People } from '../ports/people.ts';
import type { SourceOfTruth } from '../ports/source-of-truth.ts';
import { allUnits } from './all-units.ts';
import { createBatch } from './batch.ts';
import { createBell } from './bell.ts';
import { readDevices, type Detail } from './device-reader.ts';
import { findUnits } from './find-units.ts';
import { writeEntry } from './journal-entries.ts';
import { createMissingFieldsNotice, type OnMissing } from './missing-fields.ts';
import { createPeople } from './people.ts';
import { createNetBoxClients, type NetBoxClient, type NetBoxOptions } from './netbox-client.ts';
import { readStatus, type NetBoxStatus } from './netbox-status.ts';
import { createObjectTypes } from './object-types.ts';
import { createChangelog } from './read-changelog.ts';
import { readEdit } from './read-edit.ts';
import { renderConfig } from './render-config.ts';
import { createSeenDevices, type SeenDevices } from './seen-devices.ts';
import { showState } from './state-field.ts';
import { unitsOf } from './units-of.ts';
import { whoIs, type Account } from './who-is.ts';

/** NetBox as work sees it that is done in one of the two lanes. */
export interface Lane {
  readonly source: SourceOfTruth;
  readonly journal: Journal;
}

/** NetBox as the rest of Plumbline sees it. */
export interface NetBox extends Lane {
  /** The same for bulk edits and sweeps: it never takes the last place, and reads devices by the dozen. */
  readonly background: Lane;
  readonly changelog: Changelog;
  /** Who answers for what; in the background lane, since nobody waits for it. */
  readonly people: People;
  /** The bell of NetBox's pages, likewise. */
  readonly bell: NoticeTarget;
  /** The account of our own token, asked once; its webhooks are not ours to act on. */
  ownAccount(): Promise<Account>;
  /** Version and running rqworkers; throws a `netbox.*` fault when NetBox does not answer. For readiness and diagnosis. */
  status(): Promise<NetBoxStatus>;
}

/** Devices read together at most, so that one answer stays far below what is read of any. */
const BATCH = 50;
/** Background work waits for company: the other units of its handful ask within moments. */
const LINGER_MS = 250;

/** One NetBox under one token. Sends nothing before it is asked something. */
export function createNetBox(options: NetBoxOptions): NetBox {
  const { interactive, background } = createNetBoxClients(options);
  let own: Account | null = null;
  const ownAccount = async () => (own ??= await whoIs(interactive, options.token));
  const ownId = async () => (await ownAccount()).id;
  const onMissing = createMissingFieldsNotice(interactive, ownId);
  const shared = { ownId, onMissing, seen: createSeenDevices() };
  return {
    // A person waits: the first read of an edit is put off for nobody. The others of a bulk edit come while it is under way,
    // and are read together.
    ...lane(interactive, shared, { detail: 'all', atOnce: 2, lingerMs: 0 }),
    background: lane(background, shared, { detail: 'asked for', atOnce: 1, lingerMs: LINGER_MS }),
    changelog: createChangelog(interactive, {
      url: options.url,
      // Asked anew each time: it is what tells that another NetBox answers now.
      mark: async () => markOf(await whoIs(interactive, options.token)),
      ownUser: async () => (await ownAccount()).username,
    }),
    people: createPeople(background),
    bell: createBell(background, options),
    ownAccount,
    status: () => readStatus(interactive),
  };
}

/** What both lanes share. */
interface Shared {
  readonly ownId: () => Promise<number>;
  readonly onMissing: OnMissing;
  readonly seen: SeenDevices;
}

function lane(
  client: NetBoxClient,
  { ownId, onMissing, seen }: Shared,
  { detail, ...pace }: { readonly detail: Detail; readonly atOnce: number; readonly lingerMs: number },
): Lane {
  const objectTypes = createObjectTypes(client);
  const readDevice = createBatch<number, DeviceRecord | null>({
    readMany: (ids) => readDevices(client, ids, detail, seen),
    most: BATCH,
    ...pace,
    isAboutOne: (error) => faultFactsOf(error).code === 'netbox.bad-answer',
  });
  return {
    source: {
      readEdit: (requestId) => readEdit(client, objectTypes, requestId),
      unitsOf: (objects) => unitsOf(client, objects),
      allUnits: () => allUnits(client),
      findUnits: (names) => findUnits(client, names),
      readDevice: (unitId) => readDevice(deviceIdOf(unitId)),
      render: (unitId) => renderConfig(client, unitId),
      whoIs: async (token) => {
        const { username, groups } = await whoIs(client, token);
        return { username, groups };
      },
    },
    journal: {
      write: (entry) => writeEntry(client, ownId, entry),
      showState: (unitId, state, facts = {}) =>
        showState(client, { unitId, state, facts }, { onMissing, seen }),
    },
  };
}

function markOf({ id, username, joined }: Account): string {
  return `${username} #${id} of ${joined}`;
}
