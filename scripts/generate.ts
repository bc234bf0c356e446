/**
 * Makes generated/netbox.ts from generated/netbox-openapi.json. Needs no NetBox; the same input gives the same bytes.
 *
 *   node scripts/generate.ts            writes the file
 *   node scripts/generate.ts --check    writes nothing; exits 1 when the file is not what would be written
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { generateNetBoxTypes } from './netbox-schema/generate-netbox-types.ts';

const SCHEMA = new URL('../generated/netbox-openapi.json', import.meta.url);
const OUTPUT = new URL('../generated/netbox.ts', import.meta.url);

const wanted = await generateNetBoxTypes(readFileSync(SCHEMA, 'utf8'));
if (!process.argv.includes('--check')) {
  writeFileSync(OUTPUT, wanted);
  console.log(`wrote ${OUTPUT.pathname}`);
} else if (readFileSync(OUTPUT, 'utf8') !== wanted) {
  console.error('generated/netbox.ts is not what generated/netbox-openapi.json gives: run npm run generate');
  process.exit(1);
}
