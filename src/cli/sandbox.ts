import { createLog } from '../telemetry/create-log.ts';
import { printJson, say } from './print.ts';
import { toFault, toSimulatedPlatform } from './sandbox-options.ts';
import { type SandboxWorld, startSandboxWorld } from './sandbox-world.ts';

/** Short, so that a person sees a device take a change back: its shortest timer is five of these. */
const MINUTE_MS = 5_000;

export interface SandboxCommandOptions {
  readonly devices?: number;
  readonly platform?: string;
  /** `KIND[:AT]` */
  readonly fault?: string;
  readonly json?: boolean;
}

/** `plumbline sandbox`: a NetBox stand-in, simulated devices and one worker, until it is interrupted (docs/sandbox.md). */
export async function sandbox(options: SandboxCommandOptions): Promise<void> {
  const platform = toSimulatedPlatform(options.platform);
  const fault = options.fault === undefined ? undefined : toFault(options.fault);
  const world = await startSandboxWorld({
    devices: options.devices ?? 3,
    platform,
    minuteMs: MINUTE_MS,
    ...(fault === undefined ? {} : { fault }),
    log: createLog({ level: 'info', destination: process.stderr }),
  });
  try {
    if (options.json === true) printJson(addressesOf(world));
    tellHowToPlay(world);
    say(`A minute of the devices’ own revert timers lasts ${MINUTE_MS / 1000} s here.`);
    if (options.fault !== undefined) say(`Every device has the fault ${options.fault}.`);
    await keepRunning();
  } finally {
    await world.stop();
  }
}

/** Where everything is. The tokens are made of the users' names and are worth nothing outside the sandbox. */
function addressesOf({ network, plumbline }: SandboxWorld) {
  return {
    netbox: network.netbox.url,
    api: plumbline.apiUrl,
    devices: network.devices.map(({ address, port }) => `${address}:${port}`),
    dataDir: null,
  };
}

/** Prints what to type next; past the redaction, since the sandbox's tokens are for typing. */
export function tellHowToPlay({ network, plumbline }: SandboxWorld): void {
  const port = network.netbox.device('edge1').interfaces[2];
  process.stderr.write(
    [
      '',
      `Everything stays up until Ctrl-C. NetBox stand-in: ${network.netbox.url}  API: ${plumbline.apiUrl}`,
      'In another terminal, as bob (who may approve):',
      `  export PLUMBLINE_API_URL=${plumbline.apiUrl} NETBOX_TOKEN=${network.tokens.bob}`,
      '  npx plumbline devices',
      '  npx plumbline check edge1',
      '  npx plumbline changes',
      'Edit NetBox as anna, and watch the device follow:',
      `  curl -s -X PATCH ${network.netbox.url}/api/dcim/interfaces/${port?.id ?? 0}/ -H 'Authorization: Bearer ${network.tokens.anna}' -H 'Content-Type: application/json' -d '{"description": "hello"}'`,
      '',
    ].join('\n'),
  );
}

/** Resolves at the first SIGINT or SIGTERM. */
export async function keepRunning(): Promise<void> {
  const signal = await new Promise<string>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  say(`\n${signal}, stopping`);
}
