const FIRST_MS = 1_000;
const LONGEST_MS = 600_000;

/** How long to wait after that many failures in a row: doubled each time, from a second to ten minutes. */
export function pauseAfter(failures: number): number {
  return Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LONGEST_MS);
}
