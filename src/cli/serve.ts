import { startPlumbline } from '../main.ts';
import { load } from '../settings/load.ts';
import { readSettings } from '../settings/read-settings.ts';

/**
 * `plumbline serve`: runs until SIGTERM or SIGINT, then stops taking work, lets steps in progress end and exits 0.
 * A second signal ends at once; the next start carries on where this one was.
 */
export async function serve(): Promise<void> {
  const { settings } = load(readSettings);
  const plumbline = await startPlumbline(settings);
  const signal = await new Promise<string>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  for (const again of ['SIGTERM', 'SIGINT'] as const) process.on(again, () => process.exit(1));
  process.stderr.write(`plumbline: ${signal}, stopping\n`);
  await plumbline.stop();
}
