import { setFlagsFromString } from 'node:v8';

/**
 * For a process that compares once and ends. V8 (Node 24) lets the space for new objects grow to 48 MB before it looks what of
 * them is still in use; at its first size, two configurations of 50 000 lines need half the memory, in the same time
 * (docs/benchmarks.md, diff). Must be called before the work. Not for `serve`, where many changes have objects in use at once.
 */
export function keepHeapSmall(): void {
  // Read whenever V8 considers growing, so it may still be set; the sizes themselves are read at the start only.
  setFlagsFromString('--semi-space-growth-factor=1');
}
