import { createBootTime } from '../boot-time.ts';
import type { DeviceLog } from '../device-log.ts';
import { createFaultSwitch } from '../fault-switch.ts';
import type { FaultSwitch } from '../fault-switch.ts';
import type { Misbehaving } from '../misbehave.ts';
import type { SimulatedFault } from '../simulated-fault.ts';
import { activeOf } from './box.ts';
import type { JunosBox } from './box.ts';
import { printCurly } from './print.ts';
import type { JunosSession } from './session.ts';
import { isReachable, noteTransitions } from './state.ts';
import { copyOf } from './statement.ts';

/** What a fault broke with a commit, or breaks with the next one. */
interface Harm {
  readonly down: readonly string[];
  /** The configuration that makes it well again. */
  readonly healthy: string;
  isDone: boolean;
}

/** The device behind all its sessions: the box, its log, and the fault that is switched on. */
export interface JunosDevice extends Misbehaving {
  readonly box: JunosBox;
  readonly log: DeviceLog;
  readonly sessions: Map<number, JunosSession>;
  readonly faults: FaultSwitch;
  readonly minuteMs: number;
  setFault(fault: SimulatedFault | null): void;
  /** To be called after every commit, also by the device itself. */
  settle(): void;
  isBooting(): boolean;
  /** Ends its timers. */
  stop(): void;
}

export interface Surroundings {
  readonly minuteMs: number;
  readonly hold: (isHeld: boolean) => void;
  readonly cutAll: () => void;
}

export function createJunosDevice(box: JunosBox, log: DeviceLog, around: Surroundings): JunosDevice {
  const faults = createFaultSwitch();
  let harm: Harm | null = null;
  const bootTime = createBootTime();
  const running = () => printCurly(activeOf(box));

  function look(): void {
    const now = running();
    if (harm !== null && !harm.isDone && now !== harm.healthy) {
      harm.isDone = true;
      for (const name of harm.down) box.broken.add(name);
    } else if (harm?.isDone === true && now === harm.healthy) {
      harm = null;
      box.broken.clear();
    }
    noteTransitions(box, new Date());
    around.hold(!isReachable(box));
  }

  return {
    box,
    log,
    sessions: new Map(),
    faults,
    minuteMs: around.minuteMs,
    running,
    settle: look,
    promptLikes() {
      const name = `${box.users[0]?.username ?? 'root'}@elsewhere`;
      return [`${name}>`, '[edit]', `${name}#`];
    },
    setFault(next) {
      faults.set(next);
      harm = null;
      box.broken.clear();
      look();
    },
    worsen(down, before) {
      // A line that only changed the candidate does harm once it is committed.
      harm = { down, healthy: before, isDone: false };
      look();
    },
    // What was committed is what it comes back with; the clock of a confirmed commit does not survive (facts/devices.md 4.3).
    reboot({ downMs = 0 }) {
      forgetPending(box);
      around.cutAll();
      box.candidate = copyOf(activeOf(box));
      box.peerSince.clear();
      bootTime.begin(downMs);
      look();
    },
    isBooting: () => !bootTime.isOver(),
    stop() {
      forgetPending(box);
      bootTime.stop();
    },
  };
}

/** Ends the waiting of a confirmed commit without taking anything back. */
export function forgetPending(box: JunosBox): void {
  if (box.pending !== null) clearTimeout(box.pending.timer);
  box.pending = null;
}
