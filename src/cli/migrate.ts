import { Fault } from '../domain/fault.ts';
import { load } from '../settings/load.ts';
import { readDatabaseUrl } from '../settings/read-command-settings.ts';
import { migrate as migrateStore } from '../store/migrate.ts';
import { migrateRuntime } from '../workflows/migrate-runtime.ts';
import type { ExitCode } from './exit-code.ts';
import { printJson, printText } from './print.ts';
import type { CommonOptions } from './run-command.ts';

/**
 * `plumbline migrate`: brings the tables of DATABASE_URL to this version, under a role with DDL rights. Run again, it
 * changes nothing. The embedded database is migrated by `serve` itself.
 */
export async function migrate(options: CommonOptions): Promise<ExitCode> {
  const { url } = load(readDatabaseUrl);
  if (url === null) {
    throw new Fault(
      'settings.invalid',
      'Expected DATABASE_URL, found none. The embedded database needs no `plumbline migrate`: `plumbline serve` prepares it.',
    );
  }
  const applied = await migrateStore(url);
  await migrateRuntime(url);
  if (options.json === true) printJson({ applied });
  else
    printText(applied.length === 0 ? 'The database is at this version.' : `Applied: ${applied.join(', ')}`);
  return 0;
}
