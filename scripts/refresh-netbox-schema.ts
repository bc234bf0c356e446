/**
 * Reads the OpenAPI schema of a running NetBox, cuts it down to what Plumbline uses, and keeps that as
 * generated/netbox-openapi.json, from which `npm run generate` makes the types.
 *
 *   node scripts/refresh-netbox-schema.ts http://127.0.0.1:8010        (NETBOX_TOKEN where the schema needs a login)
 */
import { writeFileSync } from 'node:fs';
import { USED_PATHS } from './netbox-schema/operations.ts';
import { pruneSchema } from './netbox-schema/prune-schema.ts';

const OUTPUT = new URL('../generated/netbox-openapi.json', import.meta.url);

const [base] = process.argv.slice(2);
if (base === undefined) {
  console.error('usage: node scripts/refresh-netbox-schema.ts NETBOX_URL');
  process.exit(2);
}
const token = process.env['NETBOX_TOKEN'];
const response = await fetch(`${base.replace(/\/$/, '')}/api/schema/?format=json`, {
  headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  redirect: 'error',
});
if (!response.ok) {
  console.error(`refresh-netbox-schema: ${base} answered ${String(response.status)} for its schema.`);
  process.exit(1);
}
writeFileSync(OUTPUT, `${JSON.stringify(pruneSchema(await response.json(), USED_PATHS), null, 1)}\n`);
console.log(`wrote ${OUTPUT.pathname}; now run npm run generate`);
