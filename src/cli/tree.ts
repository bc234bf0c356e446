import { printConfiguration, treeOf } from '../diff/print-configuration.ts';
import { Fault } from '../domain/fault.ts';
import type { ExitCode } from './exit-code.ts';
import { keepHeapSmall } from './keep-heap-small.ts';
import { demandOption, toPlatform } from './offline-options.ts';
import { printJson, printText } from './print.ts';
import { nameOf, readInput } from './read-input.ts';
import type { CommonOptions } from './run-command.ts';
import { tellLeftOut } from './tell.ts';

export interface TreeOptions extends CommonOptions {
  readonly platform?: string;
}

/** `plumbline tree FILE`: a configuration, or a part of one, as Plumbline understands it. */
export async function tree(file: string, options: TreeOptions): Promise<ExitCode> {
  keepHeapSmall();
  const platform = toPlatform(options.platform);
  const text = await readInput(demandOption('a configuration', file));
  const read = options.json === true ? treeOf(platform, text) : printConfiguration(platform, text);
  if (!read.ok) throw new Fault(read.code, `${nameOf(file)}: ${read.message}`);
  if ('children' in read) printJson({ platform, children: read.children });
  else {
    printText(read.text.trimEnd());
    tellLeftOut(read.text);
  }
  return 0;
}
