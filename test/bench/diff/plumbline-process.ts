import { readFileSync } from 'node:fs';
import { keepHeapSmall } from '../../../src/cli/keep-heap-small.ts';
import { PLATFORMS } from '../../../src/domain/platform.ts';
import { measurePlumbline } from './measure-plumbline.ts';
import type { MeasuredProcess, MeasuredRun } from './measured-run.ts';

// Our side of the bench, in a process of its own: PLATFORM, then pairs of files, live and intended.

// As `plumbline diff` does.
keepHeapSmall();
const [name, ...files] = process.argv.slice(2);
const platform = PLATFORMS.find((known) => known === name);
if (platform === undefined) throw new Error(`expected a platform, found ${String(name)}`);

const runs: MeasuredRun[] = [];
let peakMemoryMb = 0;
for (let at = 0; at + 1 < files.length; at += 2) {
  const [live = '', intended = ''] = [files[at], files[at + 1]].map((file) =>
    readFileSync(file ?? '', 'utf8'),
  );
  runs.push(measurePlumbline(platform, live, intended));
  // Unlike Python, V8 collects garbage late: only the first pair says what one comparison needs.
  if (at === 0) peakMemoryMb = process.resourceUsage().maxRSS / 1024;
}
console.log(JSON.stringify({ runs, peakMemoryMb } satisfies MeasuredProcess));
