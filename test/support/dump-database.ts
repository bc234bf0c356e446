import pg from 'pg';

/** Every row of every table of Plumbline and of its durable runtime as text. Fails when there are hardly any tables. */
export async function dumpDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('plumbline', 'dbos') and table_type = 'BASE TABLE'`,
    );
    if (tables.length <= 10) throw new Error(`${tables.length} tables: this is no database of Plumbline`);
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      texts.push(...rows.map(({ row }) => row));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}
