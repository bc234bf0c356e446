import type { SimulatedDeviceOptions } from '../../src/sandbox/devices/simulated-device-options.ts';
import type { SimulatedFault } from '../../src/sandbox/devices/simulated-fault.ts';

type SimulatedPlatform = SimulatedDeviceOptions['platform'];

/** Platforms with a simulated device; each goes through the whole table. */
export const PLATFORMS_UNDER_FAULT: readonly SimulatedPlatform[] = [
  'cisco_ios',
  'arista_eos',
  'juniper_junos',
  'frr',
];

/** Platforms where every line acts at once. */
const LINE_BY_LINE: readonly SimulatedPlatform[] = ['cisco_ios', 'frr'];
/** Those that keep running and startup configuration apart. */
const SAVES_APART: readonly SimulatedPlatform[] = ['cisco_ios', 'arista_eos', 'frr'];

/** What goes wrong while three ports are described anew (or shut down), and the endings semantics.md 8 allows for it. */
export interface FaultRow {
  readonly name: string;
  /** `peer` is the far end of the device's BGP session. */
  readonly fault: (peer: string) => SimulatedFault | null;
  readonly endings: readonly string[];
  /** The edit shuts the ports down: only that influences more than words. */
  readonly shuts?: boolean;
  /** Absent: all. */
  readonly platforms?: readonly SimulatedPlatform[];
}

const UNDONE = ['rolled back: by us', 'rolled back: by the device'];
const BY_DEVICE = ['rolled back: by the device'];
const NOTHING = ['untouched: skipped', 'untouched: refused'];
const DONE = ['applied: saved'];

export const FAULT_ROWS: readonly FaultRow[] = [
  { name: 'is applied where nothing goes wrong', fault: () => null, endings: DONE },
  {
    name: 'is undone when the second command is refused',
    fault: () => ({ kind: 'refuse', at: 2 }),
    endings: UNDONE,
  },
  {
    name: 'is undone when the device hangs in the middle',
    fault: () => ({ kind: 'hang', at: 2 }),
    endings: [...UNDONE, ...NOTHING],
  },
  {
    name: 'stands when the device hangs after the last command took effect',
    fault: () => ({ kind: 'hang', at: 3, applied: true }),
    endings: [...DONE, ...UNDONE, ...NOTHING],
  },
  {
    name: 'leaves nothing when the connection is cut before the first command',
    fault: () => ({ kind: 'close', at: 1 }),
    endings: [...NOTHING, ...BY_DEVICE],
  },
  {
    name: 'is undone when the connection is cut in the middle',
    fault: () => ({ kind: 'close', at: 2, applied: true }),
    endings: [...UNDONE, ...NOTHING],
  },
  {
    name: 'is undone when the device asks something nobody expects',
    fault: () => ({ kind: 'question', at: 2, question: 'Proceed anyway? [yes/no]: ' }),
    endings: UNDONE,
    platforms: ['cisco_ios', 'arista_eos', 'juniper_junos'],
  },
  {
    name: 'is applied on a device that answers one byte a packet',
    fault: () => ({ kind: 'slow', msPerByte: 0 }),
    endings: DONE,
  },
  {
    name: 'is applied where output looks like a prompt',
    fault: () => ({ kind: 'prompt-like', at: 'show running-config' }),
    endings: DONE,
  },
  {
    name: 'is undone when the BGP session does not survive it',
    fault: (peer) => ({ kind: 'worse', at: 1, down: [peer] }),
    endings: UNDONE,
    shuts: true,
  },
  { name: 'shuts ports down where that is asked for', fault: () => null, endings: DONE, shuts: true },
  {
    name: 'is undone when the device says yes and does nothing',
    fault: () => ({ kind: 'no-effect' }),
    endings: UNDONE,
  },
  {
    name: 'is undone when the device does half of it',
    fault: () => ({ kind: 'half', from: 2 }),
    endings: UNDONE,
  },
  {
    name: 'is gone when the device reboots in the middle',
    fault: () => ({ kind: 'reboot', at: 2, downMs: 1_500 }),
    endings: [...NOTHING, ...UNDONE],
  },
  {
    name: 'is undone when the device reboots with half of it saved',
    fault: () => ({ kind: 'reboot', at: 2, saves: true, downMs: 1_500 }),
    endings: UNDONE,
    // Junos saves what it commits, and nothing else; on EOS nothing takes effect before the commit.
    platforms: LINE_BY_LINE,
  },
  {
    // Lines take effect together, at the commit; the timer does not outlive the reboot.
    name: 'ends knowingly when the device reboots with all of it saved and its timer lost',
    fault: () => ({ kind: 'reboot', at: 'commit', saves: true, downMs: 1_500 }),
    endings: [...DONE, ...UNDONE],
    platforms: ['arista_eos'],
  },
  {
    name: 'is taken back by the device when it costs us the way to it',
    fault: () => ({ kind: 'lose-management', at: 2 }),
    endings: BY_DEVICE,
  },
  {
    name: 'is not begun while somebody holds the configuration',
    fault: () => ({ kind: 'locked', by: 'mallory' }),
    endings: NOTHING,
  },
  {
    name: 'is not begun where no terminal line is free',
    fault: () => ({ kind: 'no-lines' }),
    endings: NOTHING,
  },
  {
    name: 'is applied and told as not saved when the disk is full',
    fault: () => ({ kind: 'save-fails' }),
    endings: ['applied: not saved'],
    platforms: SAVES_APART,
  },
  {
    name: 'is thrown away by a device that saves what it commits, when the disk is full',
    fault: () => ({ kind: 'save-fails' }),
    endings: BY_DEVICE,
    platforms: ['juniper_junos'],
  },
  {
    name: 'is applied where an answer of the command line looks like a prompt',
    fault: () => ({ kind: 'prompt-like', at: 'commit confirmed' }),
    endings: DONE,
    platforms: ['juniper_junos'],
  },
  {
    name: 'ends knowingly when the answer to the commit is lost',
    fault: () => ({ kind: 'close', at: 'commit confirmed', applied: true }),
    endings: [...DONE, ...UNDONE],
    platforms: ['juniper_junos'],
  },
  {
    name: 'ends knowingly when the answer to the confirming commit is lost',
    fault: () => ({ kind: 'close', at: 'commit comment', applied: true }),
    endings: [...DONE, ...BY_DEVICE],
    platforms: ['juniper_junos'],
  },
  {
    name: 'ends knowingly when the confirming commit never arrives',
    fault: () => ({ kind: 'hang', at: 'commit comment' }),
    endings: [...DONE, ...BY_DEVICE],
    platforms: ['juniper_junos'],
  },
  {
    name: 'is not begun on a device with another host key',
    fault: () => ({ kind: 'other-host-key' }),
    endings: NOTHING,
  },
  {
    name: 'is not begun where the password is refused',
    fault: () => ({ kind: 'wrong-password' }),
    endings: NOTHING,
  },
  { name: 'is not begun on a device that says nothing', fault: () => ({ kind: 'silent' }), endings: NOTHING },
  {
    name: 'ends knowingly when the answer to the confirmation is lost',
    fault: () => ({ kind: 'close', at: 'configure confirm', applied: true }),
    endings: [...DONE, ...BY_DEVICE],
    platforms: ['cisco_ios'],
  },
  {
    name: 'ends knowingly when the confirmation never arrives',
    fault: () => ({ kind: 'hang', at: 'configure confirm' }),
    endings: [...DONE, ...BY_DEVICE],
    platforms: ['cisco_ios'],
  },
  {
    // On an exec channel nobody can answer. The fourth line is the second description: the first one stands then.
    name: 'is undone when vtysh waits for an answer in the middle',
    fault: () => ({ kind: 'question', at: 4, question: 'Proceed anyway? [yes/no]: ' }),
    endings: UNDONE,
    platforms: ['frr'],
  },
  {
    name: 'ends knowingly when the answer of the dead-man job to the confirmation is lost',
    fault: () => ({ kind: 'close', at: 'kill -s TERM', applied: true }),
    endings: DONE,
    platforms: ['frr'],
  },
  {
    name: 'ends knowingly when the confirmation never reaches the dead-man job',
    fault: () => ({ kind: 'hang', at: 'mv /home/plumbline-write/.plumbline/job/armed' }),
    endings: [...DONE, ...BY_DEVICE],
    platforms: ['frr'],
  },
  {
    name: 'is not begun while a daemon is down, whose part nobody can see',
    fault: () => ({ kind: 'daemon-down', daemon: 'bgpd' }),
    endings: NOTHING,
    platforms: ['frr'],
  },
];
