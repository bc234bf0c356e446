import { Client } from 'pg';

/** SQLSTATE of "already exists", and of losing the race for the catalog row. */
const EXISTS = ['42P04', '23505'];

/**
 * Makes sure that the database of this name exists on the server that `serverUrl` (any database of it) points to.
 * `template` copies another database, to which nobody may be connected. Returns whether it was created now.
 */
export async function ensureDatabase(serverUrl: string, name: string, template?: string): Promise<boolean> {
  const client = new Client({ connectionString: serverUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return false;
    const copy = template === undefined ? '' : ` template ${client.escapeIdentifier(template)}`;
    await client.query(`create database ${client.escapeIdentifier(name)}${copy}`);
    return true;
  } catch (error) {
    if (isExistsAlready(error)) return false;
    throw error;
  } finally {
    await client.end();
  }
}

function isExistsAlready(error: unknown): boolean {
  return error instanceof Error && 'code' in error && EXISTS.includes(String(error.code));
}
