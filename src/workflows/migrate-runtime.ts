import { DBOS } from '@dbos-inc/dbos-sdk';

/** Brings DBOS's own schema to this version. For `plumbline migrate`, under a role with DDL rights; run again, it changes nothing. */
export async function migrateRuntime(databaseUrl: string): Promise<void> {
  await DBOS.migrate(databaseUrl);
}
