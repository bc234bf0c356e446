import { startEmbeddedServer } from '../../../src/store/embedded-server.ts';
import { silentLog } from '../../support/silent-log.ts';

/**
 * A process that uses an embedded server: `node hold-server.ts DATA_DIR`. Prints one JSON line once it is ready, or with
 * the fault; ends the use when its standard input ends.
 */
async function hold(dataDir: string): Promise<void> {
  const server = await startEmbeddedServer({ dataDir, log: silentLog, settings: { fsync: 'off' } });
  tell({ url: server.url, adopted: server.adopted });
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once('end', resolve));
  await server.stop();
  tell({ stopped: true });
}

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

await hold(process.argv[2] ?? '').catch((error: unknown) => tell({ fault: String(error) }));
