import { startAristaEos } from './arista-eos/start-arista-eos.ts';
import { startCiscoIos } from './cisco-ios/start-cisco-ios.ts';
import { startFrr } from './frr/start-frr.ts';
import { startJuniperJunos } from './juniper-junos/start-juniper-junos.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { SimulatedDeviceOptions } from './simulated-device-options.ts';

/** How each platform's device is started. */
const STARTERS: Readonly<
  Record<SimulatedDeviceOptions['platform'], (options: SimulatedDeviceOptions) => Promise<SimulatedDevice>>
> = {
  cisco_ios: startCiscoIos,
  arista_eos: startAristaEos,
  juniper_junos: startJuniperJunos,
  frr: startFrr,
};

/** Starts a device that behaves like a router's command line over SSH. */
export function startSimulatedDevice(options: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  return STARTERS[options.platform](options);
}
