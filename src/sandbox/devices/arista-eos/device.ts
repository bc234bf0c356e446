import type { EosBox } from './box.ts';
import { hostnameOf } from './box.ts';
import { createConfigSessions } from './config-sessions.ts';
import type { ConfigSessions } from './config-sessions.ts';
import type { EosSession } from './session.ts';
import { noteTransitions } from './state.ts';
import { formatConfiguration, parseConfiguration } from './text.ts';
import { createBootTime } from '../boot-time.ts';
import type { DeviceLog } from '../device-log.ts';
import { createFaultSwitch } from '../fault-switch.ts';
import type { FaultSwitch } from '../fault-switch.ts';
import { createHealth } from '../health.ts';
import type { Misbehaving } from '../misbehave.ts';
import type { SimulatedFault } from '../simulated-fault.ts';

/** The device behind all its sessions: the box, its log, its configuration sessions and the fault that is switched on. */
export interface EosDevice extends Misbehaving {
  readonly box: EosBox;
  readonly log: DeviceLog;
  readonly sessions: Map<number, EosSession>;
  readonly configSessions: ConfigSessions;
  readonly faults: FaultSwitch;
  setFault(fault: SimulatedFault | null): void;
  /** To be called after every accepted configuration command; `before` is the text before it. Returns whether it changed. */
  settle(before: string): boolean;
  reboot(order?: Parameters<Misbehaving['reboot']>[0]): void;
  isBooting(): boolean;
  /** Seconds since the boot, by the clock its timers run by. */
  uptime(at?: number): number;
  /** Ends its timers. */
  stop(): void;
}

/** What a device does to the world around it. */
export interface EosSurroundings {
  /** How long a minute of its own timers lasts. */
  readonly minuteMs: number;
  /** Called after everything that may make it reachable or not. */
  readonly changed: () => void;
  readonly cutAll: () => void;
}

export function createEosDevice(box: EosBox, log: DeviceLog, around: EosSurroundings): EosDevice {
  const faults = createFaultSwitch();
  const running = () => formatConfiguration(box.root);
  const health = createHealth(box.broken, running());
  const bootTime = createBootTime();
  const secondMs = around.minuteMs / 60;

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

  const configSessions = createConfigSessions({
    root: () => box.root,
    secondMs,
    replace(root) {
      const before = running();
      box.root = root;
      settle(before);
    },
    pretended() {
      const fault = faults.current();
      // Somebody else's commit waits: that is what keeps others from the configuration of EOS, which has no lock.
      return fault?.kind === 'locked'
        ? { name: `change-of-${fault.by}`, user: fault.by, expiresAt: Date.now() + 3_000 * secondMs }
        : null;
    },
  });

  return {
    box,
    log,
    sessions: new Map(),
    configSessions,
    faults,
    running,
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
    promptLikes() {
      const name = hostnameOf(box);
      return [`${name}#`, `${name}(config)#`, `${name}>`, `${name}(config-if-Et1)#`];
    },
    reboot({ saves = false, downMs = 0 } = {}) {
      if (saves) box.startup = running();
      configSessions.forget();
      box.root = parseConfiguration(box.startup);
      box.bootedAt = new Date();
      box.broken.clear();
      box.peerSince.clear();
      bootTime.begin(downMs);
      around.cutAll();
      refresh();
    },
    isBooting: () => !bootTime.isOver(),
    uptime: (at = Date.now()) => (at - box.bootedAt.getTime()) / secondMs,
    stop() {
      configSessions.forget();
      bootTime.stop();
    },
  };
}
