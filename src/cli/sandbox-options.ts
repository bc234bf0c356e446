import { SIMULATED_PLATFORMS, type SimulatedPlatform } from '../sandbox/devices/simulated-device-options.ts';
import { type FaultOrder, parseFault } from '../sandbox/parse-fault.ts';
import { wrongUse } from './offline-options.ts';

/** The platform the sandbox's devices are; `cisco_ios` when none is named. Refuses one without a simulated device. */
export function toSimulatedPlatform(text: string | undefined): SimulatedPlatform {
  const known = SIMULATED_PLATFORMS.find((platform) => platform === (text ?? 'cisco_ios'));
  if (known !== undefined) return known;
  throw wrongUse(
    `Expected --platform as one of ${SIMULATED_PLATFORMS.join(', ')}, found ${JSON.stringify(text)}.`,
  );
}

/** What `--fault KIND[:AT]` means; refuses what is no fault, and says which there are. */
export function toFault(text: string): FaultOrder {
  const parsed = parseFault(text);
  if (parsed.ok) return parsed.order;
  throw wrongUse(`Expected --fault as KIND or KIND:AT; ${parsed.problem}.`);
}
