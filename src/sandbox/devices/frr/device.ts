import { createBootTime } from '../boot-time.ts';
import type { DeviceLog } from '../device-log.ts';
import { createFaultSwitch } from '../fault-switch.ts';
import type { FaultSwitch } from '../fault-switch.ts';
import { createHealth } from '../health.ts';
import type { Misbehaving } from '../misbehave.ts';
import type { SimulatedFault } from '../simulated-fault.ts';
import type { ConfigurationNode } from '../configuration-node.ts';
import { daemonOf } from './box.ts';
import type { Daemon, FrrBox } from './box.ts';
import type { Host } from './host/machine.ts';
import { insertInOrder } from './order.ts';
import { noteTransitions } from './state.ts';
import { formatConfiguration, parseConfiguration } from './text.ts';

/** The router behind all its sessions: its daemons, the host they run on, its log, and the fault that is switched on. */
export interface FrrDevice extends Misbehaving {
  readonly box: FrrBox;
  readonly host: Host;
  readonly log: DeviceLog;
  readonly faults: FaultSwitch;
  setFault(fault: SimulatedFault | null): void;
  /** To be called after everything that may have changed the configuration; returns whether it did. */
  settle(before: string): boolean;
  /** Puts another configuration in place of the running one, as far as the daemons that hold it are up. */
  replace(root: ConfigurationNode): void;
  /** A daemon dies; what was not saved of its part is lost with it. */
  crash(daemon: Daemon): void;
  /** watchfrr starts it again, and it reads its part of what was saved. */
  restart(daemon: Daemon): void;
  /** Cuts every session and comes back with what was saved, after `downMs` in which nobody gets in. */
  reboot(order?: { readonly saves?: boolean; readonly downMs?: number }): void;
  /** How often it was booted; a process of an earlier boot is gone. */
  boots(): number;
  isBooting(): boolean;
  /** Ends its timers and the processes of its host. */
  stop(): void;
}

/** What a device does to the world around it. */
export interface FrrSurroundings {
  /** Called after everything that may make it reachable or not. */
  readonly changed: () => void;
  readonly cutAll: () => void;
}

export function createFrrDevice(box: FrrBox, log: DeviceLog, host: Host, around: FrrSurroundings): FrrDevice {
  const faults = createFaultSwitch();
  const running = () => formatConfiguration(box);
  const health = createHealth(box.broken, running());
  const bootTime = createBootTime();
  let boots = 1;

  function refresh(): void {
    noteTransitions(box, new Date());
    around.changed();
  }

  function settle(before: string): boolean {
    const now = running();
    health.look(now);
    refresh();
    return now !== before;
  }

  /** Takes the part of one daemon over from another configuration. */
  function take(daemon: Daemon, from: ConfigurationNode): void {
    const others = box.root.children.filter((node) => daemonOf(node.line) !== daemon);
    box.root.children.splice(0, box.root.children.length, ...others);
    for (const node of from.children.filter((one) => daemonOf(one.line) === daemon))
      insertInOrder(box.root, node, true);
  }

  function restart(daemon: Daemon): void {
    const before = running();
    if (!box.down.delete(daemon)) return;
    take(daemon, parseConfiguration(box.startup));
    settle(before);
  }

  const device: FrrDevice = {
    box,
    host,
    log,
    faults,
    setFault(next) {
      for (const daemon of [...box.down]) restart(daemon);
      host.holdJob(null);
      faults.set(next);
      host.lockHomes(next?.kind === 'read-only-home');
      if (next?.kind === 'locked') host.holdJob(next.by);
      if (next?.kind === 'daemon-down') device.crash(next.daemon);
      health.reset(running());
      refresh();
    },
    settle,
    replace(root) {
      const before = running();
      const kept = box.root.children.filter((node) => box.down.has(daemonOf(node.line)));
      box.root = { ...root, children: root.children.filter((node) => !box.down.has(daemonOf(node.line))) };
      for (const node of kept) insertInOrder(box.root, node, true);
      settle(before);
    },
    crash(daemon) {
      const before = running();
      box.down.add(daemon);
      settle(before);
    },
    restart,
    worsen(down, before) {
      health.worsen(down, before);
      refresh();
    },
    reboot({ saves = false, downMs = 0 } = {}) {
      if (saves) box.startup = running();
      boots += 1;
      host.powerOff();
      Object.assign(box, { root: parseConfiguration(box.startup), bootedAt: new Date() });
      for (const set of [box.down, box.broken, box.peerSince]) set.clear();
      bootTime.begin(downMs);
      around.cutAll();
      refresh();
    },
    running,
    promptLikes: () => ['# ', '(config)# ', '(config-if)# '].map((end) => box.hostname + end),
    boots: () => boots,
    isBooting: () => !bootTime.isOver(),
    stop() {
      host.powerOff();
      bootTime.stop();
    },
  };
  return device;
}
