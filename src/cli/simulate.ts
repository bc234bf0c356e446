import { simulateText } from '../diff/simulate-text.ts';
import { Fault } from '../domain/fault.ts';
import type { ExitCode } from './exit-code.ts';
import { keepHeapSmall } from './keep-heap-small.ts';
import { demandOption, refuseTwoStandardInputs, toPlatform, wrongUse } from './offline-options.ts';
import { printJson, printText } from './print.ts';
import { nameOf, readInput } from './read-input.ts';
import type { CommonOptions } from './run-command.ts';
import { tellLeftOut, tellWarnings } from './tell.ts';

export interface SimulateOptions extends CommonOptions {
  readonly platform?: string;
  readonly live?: string;
  readonly running?: string;
  readonly commands?: string;
}

/**
 * `plumbline simulate`: the configuration a device would have after these commands, as far as the platform's data knows.
 * Exit 2 when the device would refuse one of them; the others took effect.
 */
export async function simulate(options: SimulateOptions): Promise<ExitCode> {
  keepHeapSmall();
  const platform = toPlatform(options.platform);
  if (options.live !== undefined && options.running !== undefined) {
    throw wrongUse('Expected --live or --running, which mean the same, found both.');
  }
  const files = {
    live: demandOption('--live', options.live ?? options.running),
    commands: demandOption('--commands', options.commands),
  };
  refuseTwoStandardInputs(Object.values(files));
  const live = await readInput(files.live);
  const result = simulateText(platform, live, await readInput(files.commands));
  if (!result.ok) throw new Fault(result.code, `${nameOf(files[result.side])}: ${result.message}`);
  const { text, warnings } = result;
  if (options.json === true) printJson({ platform, text, warnings });
  else {
    printText(text.trimEnd());
    tellLeftOut(text);
    tellWarnings(warnings);
  }
  return warnings.some(({ code }) => code === 'refused-command') ? 2 : 0;
}
