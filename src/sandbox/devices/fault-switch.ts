import type { SimulatedFault } from './simulated-fault.ts';
import { isMoment } from './simulated-fault.ts';

/** The one fault a simulated device has, or none, and the count of configuration commands since it was switched on. */
export interface FaultSwitch {
  current(): SimulatedFault | null;
  set(fault: SimulatedFault | null): void;
  /** Counts a configuration command and returns the fault if this is its moment. */
  atCommand(line: string): SimulatedFault | null;
  /** Returns the fault if an exec line is its moment. */
  atExec(line: string): SimulatedFault | null;
  /** True when the configuration command counted last is accepted and has no effect. */
  isIgnored(): boolean;
}

export function createFaultSwitch(): FaultSwitch {
  let fault: SimulatedFault | null = null;
  let count = 0;
  const due = (line: string, position: number) =>
    fault !== null && 'at' in fault && isMoment(fault.at, line, position) ? fault : null;
  return {
    current: () => fault,
    set(next) {
      fault = next;
      count = 0;
    },
    atCommand(line) {
      count += 1;
      return due(line, count);
    },
    atExec: (line) => due(line, 0),
    isIgnored: () => fault?.kind === 'no-effect' || (fault?.kind === 'half' && count >= fault.from),
  };
}
