/** Waits until the world shows what is expected; the test's own time limit ends a wait in vain. */
export async function until(isThere: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 5));
}
