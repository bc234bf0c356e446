import type { DeviceRecord } from '../../src/domain/device-model.ts';
import { Fault } from '../../src/domain/fault.ts';
import { type Instant, plusMs, type UnitId, unitIdOf } from '../../src/domain/ids.ts';
import type { JournalEntry } from '../../src/domain/journal-entry.ts';
import type { LastChange, LiveReading } from '../../src/domain/live.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Limits } from '../../src/domain/policy.ts';
import type { Command } from '../../src/domain/plan.ts';
import type { SelfRevert, Transaction } from '../../src/domain/transaction.ts';
import type { UnitState } from '../../src/domain/unit.ts';
import type { ApplyResult, ConfirmResult, DeviceWriter } from '../../src/ports/devices.ts';
import type { DueEdit } from '../../src/ports/edits.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { DEVICE, LIMITS, TELLING, QUIET } from './make-unit.ts';
import { createMemoryStore, type MemoryRows } from './memory-store.ts';
import { silentMeter } from './silent-meter.ts';

/** One FRR-like router in memory whose only configuration are descriptions, with a log of what was sent to it. */
export interface MemoryRouter {
  readonly name: string;
  readonly descriptions: Map<string, string>;
  /** Every configuration command that reached the router, in order. */
  readonly sent: string[];
  /** Those that took effect. */
  readonly took: string[];
  saved: number;
  reads: number;
  /** Answers to the next commands; the default is to accept. */
  faults: ('refuse' | 'cut before' | 'cut after' | 'ignore' | 'accept')[];
  /** A command the router refuses whenever it comes. */
  refuses: string | null;
  unreachable: boolean;
  /** What it tells about its last change; FRR tells nothing. */
  lastChange: LastChange | null;
  /** Whether it takes a change back by itself; `timer` is the one that runs, with the descriptions from before. */
  canRevert: boolean;
  timer: {
    readonly name: string;
    readonly until: Instant;
    readonly before: ReadonlyMap<string, string>;
  } | null;
  /** What becomes of the next confirmations; the default is to do it and to say so. */
  confirmations: ('refuse' | 'lose question' | 'lose answer')[];
  /** From the next accepted command on nobody reaches it, until its timer has put the former configuration back. */
  losesManagement: boolean;
  /** Decides from the configuration whether the BGP session is up. */
  sessionUp: (descriptions: ReadonlyMap<string, string>) => boolean;
}

/** A NetBox and routers in memory, as ports. Time and messages come from the memory steps' world. */
export interface MemoryNetwork {
  readonly ports: Ports;
  readonly rows: MemoryRows;
  readonly routers: readonly MemoryRouter[];
  /** Intended descriptions by router and interface; the test edits them like an engineer edits NetBox. */
  readonly netbox: { devices: DeviceRecord[] };
  readonly journal: JournalEntry[];
  /** What people are told of, each once, in the order it happened. */
  readonly notices: Notice[];
  readonly shown: Map<string, UnitState>;
  edit: DueEdit;
  stop: string | null;
  /** Why NetBox may be another one. */
  doubt: string | null;
  /** Units a newer edit is going to be planned for. */
  covered: readonly UnitId[];
}

export interface MemoryNetworkOptions {
  readonly routers: number;
  readonly now: () => Instant;
  readonly limits?: Partial<Limits>;
  readonly send?: Ports['messages']['send'];
}

export const REQUEST_ID = '5f0c2d9e-0000-4000-8000-000000000001';

/** Routers r1, r2, … whose interface eth1 is described `old` on both sides, managed and writable. */
export function createMemoryNetwork(options: MemoryNetworkOptions): MemoryNetwork {
  const routers = Array.from({ length: options.routers }, (_, index) => createRouter(`r${index + 1}`));
  const { store, rows } = createMemoryStore();
  const journal: JournalEntry[] = [];
  const notices: Notice[] = [];
  const shown = new Map<string, UnitState>();
  const netbox = { devices: routers.map((router, index) => deviceOf(router.name, index + 1)) };
  const edit: DueEdit = {
    requestId: REQUEST_ID,
    generation: 1,
    user: 'anna',
    message: 'CHG1',
    time: '2026-11-21T10:00:00.000Z',
    objects: [],
  };
  const network = {
    rows,
    routers,
    netbox,
    journal,
    notices,
    shown,
    edit,
    stop: null as string | null,
    doubt: null as string | null,
    covered: [] as readonly UnitId[],
  };
  const routerAt = (address: string): MemoryRouter => {
    const router = routers[Number(address.split('.')[3]) - 1];
    if (router === undefined) throw new Error(`no router at ${address}`);
    return router;
  };
  const ports: Omit<Ports, 'background'> = {
    source: {
      readEdit: () => Promise.resolve(null),
      unitsOf: () => Promise.resolve(netbox.devices.map((device) => unitIdOf(device.object.id))),
      allUnits: () => Promise.resolve(netbox.devices.map((device) => unitIdOf(device.object.id))),
      findUnits: (names) => {
        const found = netbox.devices.filter((device) => names.includes(device.name));
        const unknown = names.filter((name) => !found.some((device) => device.name === name));
        return Promise.resolve({ found: found.map((device) => unitIdOf(device.object.id)), unknown });
      },
      readDevice: (unitId) =>
        Promise.resolve(netbox.devices.find((device) => unitIdOf(device.object.id) === unitId) ?? null),
      render: () => Promise.reject(new Fault('netbox.render-failed', 'no template')),
      whoIs: () => Promise.resolve({ username: 'anna', groups: [] }),
    },
    devices: { read: (unit) => readRouter(routerAt(unit.address), options.now) },
    openWriter: (permit) => openRouter(routerAt(permit.plan.unit.address), options.now),
    journal: {
      write: (entry) => {
        if (!journal.some((known) => known.marker === entry.marker)) journal.push(entry);
        return Promise.resolve(true);
      },
      showState: (unitId, state) => {
        shown.set(unitId, state);
        return Promise.resolve(true);
      },
    },
    store,
    edits: {
      read: () => Promise.resolve(network.edit),
      beginInventory: () => Promise.resolve(network.covered),
    },
    outbox: {
      add: (notice) => {
        if (!notices.some((known) => known.id === notice.id)) notices.push(notice);
        return Promise.resolve();
      },
    },
    pin: { doubt: () => Promise.resolve(network.doubt), accept: () => Promise.resolve('this one') },
    messages: { send: options.send ?? (() => Promise.resolve()) },
    stopSwitch: { reason: () => Promise.resolve(network.stop) },
    limits: { ...LIMITS, ...options.limits },
    telling: TELLING,
    clock: { now: options.now },
    log: { error: ignore, warn: ignore, info: ignore, debug: ignore },
    meter: silentMeter,
  };
  const { source, journal: told } = ports;
  return Object.assign(network, { ports: { ...ports, background: { source, journal: told } } });
}

function ignore(): void {
  // Nobody counts here.
}

function createRouter(name: string): MemoryRouter {
  return {
    name,
    descriptions: new Map([
      ['eth1', 'old'],
      ['eth2', 'other'],
    ]),
    sent: [],
    took: [],
    saved: 0,
    reads: 0,
    faults: [],
    refuses: null,
    unreachable: false,
    lastChange: null,
    canRevert: false,
    timer: null,
    confirmations: [],
    losesManagement: false,
    sessionUp: () => true,
  };
}

function deviceOf(name: string, id: number): DeviceRecord {
  const object = { type: 'dcim.device', id, name };
  const ports = ['eth1', 'eth2'].map((port, index) => ({
    object: { type: 'dcim.interface', id: id * 10 + index, name: port },
    name: port,
    enabled: true,
    description: index === 0 ? 'old' : 'other',
    mtu: null,
    mode: null,
    untaggedVlan: null,
    taggedVlans: [],
    mgmtOnly: false,
    lag: null,
    vrf: null,
    addresses: [],
  }));
  return { ...DEVICE, object, name, serial: null, primaryAddress: `10.0.0.${id}`, interfaces: ports };
}

/** The device's own clock: what nobody confirmed in time is taken back. */
function letTimePass(router: MemoryRouter, now: () => Instant): void {
  if (router.timer === null || now() < router.timer.until) return;
  restore(router, router.timer.before);
}

function restore(router: MemoryRouter, before: ReadonlyMap<string, string>): void {
  router.descriptions.clear();
  for (const [port, text] of before) router.descriptions.set(port, text);
  router.timer = null;
  router.unreachable = false;
}

function pendingOf({ timer }: MemoryRouter) {
  return timer === null ? null : { isOurs: timer.name.startsWith('pl-'), owner: timer.name };
}

function readRouter(router: MemoryRouter, now: () => Instant): Promise<LiveReading> {
  letTimePass(router, now);
  router.reads += 1;
  if (router.unreachable)
    return Promise.reject(new Fault('device.unreachable', `${router.name} does not answer`));
  const sections = [...router.descriptions].map(
    ([port, text]) => `interface ${port}\n description ${text}\nexit\n!`,
  );
  const up = router.sessionUp(router.descriptions);
  return Promise.resolve({
    facts: { hostname: router.name, serial: null, version: '10.3' },
    configuration: [`hostname ${router.name}`, '!', ...sections, 'end', ''].join('\n'),
    state: {
      interfaces: {},
      bgp: { '10.9.9.9': { established: up, state: up ? 'Established' : 'Active', holdTimeSeconds: 9 } },
    },
    session: { localAddress: '10.0.0.1', localInterface: 'mgmt0' },
    administration: {
      ...QUIET,
      lastChange: router.lastChange,
      pendingRevert: pendingOf(router),
      selfRevert: selfRevertOf(router),
    },
  });
}

function selfRevertOf({ canRevert }: MemoryRouter): SelfRevert {
  return canRevert ? { can: true } : QUIET.selfRevert;
}

async function openRouter(router: MemoryRouter, now: () => Instant): Promise<DeviceWriter> {
  await readRouter(router, now);
  const ending = (keep: boolean, transaction: Transaction) =>
    Promise.resolve(endTimer(router, keep, transaction));
  return {
    selfRevert: () => Promise.resolve(selfRevertOf(router)),
    pendingRevert: () => Promise.resolve(pendingOf(router)),
    confirm: (transaction) => ending(true, transaction),
    revert: (transaction) => ending(false, transaction),
    read: () => readRouter(router, now),
    apply: (commands, transaction) => {
      if (transaction !== null) {
        const until = plusMs(now(), transaction.revertAfterMinutes * LIMITS.deviceMinuteMs);
        router.timer = { name: transaction.name, until, before: new Map(router.descriptions) };
      }
      return Promise.resolve(applyTo(router, commands));
    },
    save: () => {
      router.saved += 1;
      return Promise.resolve(true);
    },
    close: () => Promise.resolve(),
  };
}

function endTimer(router: MemoryRouter, keep: boolean, { name }: Transaction): ConfirmResult {
  const fault = keep ? router.confirmations.shift() : undefined;
  if (fault === 'lose question') return { kind: 'unknown', answer: 'connection reset' };
  if (fault === 'refuse') return { kind: 'refused', answer: '% Cannot confirm' };
  if (router.timer?.name !== name) return { kind: 'not-pending', answer: 'nothing is pending' };
  if (keep) router.timer = null;
  else restore(router, router.timer.before);
  return fault === 'lose answer' ? { kind: 'unknown', answer: 'connection reset' } : { kind: 'done' };
}

function applyTo(router: MemoryRouter, commands: readonly Command[]): ApplyResult {
  for (const [sent, command] of commands.entries()) {
    const fault = router.faults.shift() ?? 'accept';
    if (fault === 'cut before') return { kind: 'unknown', sent, answer: 'connection reset' };
    router.sent.push(command.command);
    if (fault === 'refuse' || router.refuses === command.command)
      return { kind: 'refused', sent, command, answer: '% Unknown command', stands: 'part' };
    if (fault !== 'ignore') {
      enter(router, command);
      router.took.push(command.command);
    }
    if (router.losesManagement) router.unreachable = true;
    if (fault === 'cut after') return { kind: 'unknown', sent: sent + 1, answer: 'connection reset' };
  }
  return { kind: 'accepted' };
}

function enter(router: MemoryRouter, { path, command }: Command): void {
  const port = (path[0] ?? '').replace('interface ', '');
  if (command.startsWith('no description')) router.descriptions.delete(port);
  else router.descriptions.set(port, command.replace('description ', ''));
}
