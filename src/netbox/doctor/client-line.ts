import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const Schema = z.object({ info: z.object({ version: z.string().regex(/^\d+\.\d+/) }) });
const FILE = new URL('../../../generated/netbox-openapi.json', import.meta.url);

/** NetBox's line the client was generated from, `4.7`. */
export async function readClientLine(): Promise<string> {
  const { info } = Schema.parse(JSON.parse(await readFile(FILE, 'utf8')));
  return info.version.split('.').slice(0, 2).join('.');
}
