import type { IosBox } from './box.ts';
import { hostnameOf } from './box.ts';
import type { ConfirmedChange } from './confirmed-change.ts';
import { createConfirmedChange } from './confirmed-change.ts';
import type { IosSession } from './session.ts';
import { formatConfiguration, parseConfiguration } from './text.ts';
import { noteTransitions } from './state.ts';
import { createBootTime } from '../boot-time.ts';
import type { DeviceLog } from '../device-log.ts';
import type { SimulatedFault } from '../simulated-fault.ts';
import { createFaultSwitch } from '../fault-switch.ts';
import type { FaultSwitch } from '../fault-switch.ts';
import { createHealth } from '../health.ts';
import type { Misbehaving } from '../misbehave.ts';

/** The device behind all its sessions: the box, its log, and the fault that is switched on. */
export interface IosDevice extends Misbehaving {
  readonly box: IosBox;
  readonly log: DeviceLog;
  readonly sessions: Map<number, IosSession>;
  readonly faults: FaultSwitch;
  readonly confirmedChange: ConfirmedChange;
  setFault(fault: SimulatedFault | null): void;
  /** To be called after every accepted configuration command; `before` is the text before it. Returns whether it changed. */
  settle(before: string, by: string): boolean;
  /** Cuts every session and comes back with the startup configuration, after `downMs` in which nobody gets in. */
  reboot(order?: { readonly saves?: boolean; readonly downMs?: number }): void;
  /** True while it boots. */
  isBooting(): boolean;
  /** Ends its timers. */
  stop(): void;
}

/** What a device does to the world around it. */
export interface IosSurroundings {
  /** How long a minute of its own timers lasts. */
  readonly minuteMs: number;
  /** Called after everything that may make it reachable or not. */
  readonly changed: () => void;
  readonly cutAll: () => void;
}

export function createIosDevice(box: IosBox, log: DeviceLog, around: IosSurroundings): IosDevice {
  const faults = createFaultSwitch();
  const running = () => formatConfiguration(box.root);
  const health = createHealth(box.broken, running());
  const bootTime = createBootTime();

  function refresh(): void {
    noteTransitions(box, new Date());
    around.changed();
  }

  function settle(before: string, by: string): boolean {
    const now = running();
    box.changed = { at: new Date(), by };
    health.look(now);
    refresh();
    return now !== before;
  }

  const confirmedChange = createConfirmedChange(box, around.minuteMs, (root, by) => {
    const before = running();
    box.root = root;
    settle(before, by);
  });

  function reboot({ saves = false, downMs = 0 }: Parameters<Misbehaving['reboot']>[0] = {}): void {
    if (saves) box.startup = running();
    confirmedChange.forget();
    boot(box);
    bootTime.begin(downMs);
    around.cutAll();
    refresh();
  }

  return {
    box,
    log,
    sessions: new Map(),
    faults,
    confirmedChange,
    setFault(next) {
      faults.set(next);
      health.reset(running());
      refresh();
    },
    settle,
    worsen(down, before) {
      health.worsen(down, before);
      refresh();
    },
    reboot,
    running,
    promptLikes() {
      const name = hostnameOf(box);
      return [`${name}#`, `${name}(config)#`, `${name}>`, `${name.slice(0, 20)}(config-if)#`];
    },
    isBooting: () => !bootTime.isOver(),
    stop() {
      confirmedChange.forget();
      bootTime.stop();
    },
  };
}

/** After a boot without a change the header tells neither a change nor a save (facts/devices.md 2.2). */
function boot(box: IosBox): void {
  box.root = parseConfiguration(box.startup);
  Object.assign(box, { changed: null, saved: null, bootedAt: new Date() });
  box.messages.splice(0);
  box.broken.clear();
  box.peerSince.clear();
}
