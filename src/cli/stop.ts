import { load } from '../settings/load.ts';
import { readDataDir } from '../settings/read-command-settings.ts';
import { createStopFile } from '../settings/stop-file.ts';
import type { ExitCode } from './exit-code.ts';
import { printJson, printText } from './print.ts';
import type { CommonOptions } from './run-command.ts';

/**
 * `plumbline stop [REASON]`: ends all new writes of every process that uses this data folder, at once; `--clear` allows
 * them again, `--show` only looks (exit 2 while stopped). Works without `serve`, database and NetBox.
 */
export async function stop(
  reason: readonly string[],
  options: CommonOptions & { readonly clear?: boolean; readonly show?: boolean },
): Promise<ExitCode> {
  const { dataDir } = load(readDataDir);
  const file = createStopFile(dataDir);
  if (options.clear === true) await file.clear();
  else if (options.show !== true) await file.set(reason.join(' ') || 'stopped by command line');
  const current = await file.reason();
  if (options.json === true) printJson({ stopped: current !== null, reason: current, dataDir });
  else
    printText(current === null ? 'not stopped: writes are possible' : `stopped, no new writes: ${current}`);
  return options.show === true && current !== null ? 2 : 0;
}
