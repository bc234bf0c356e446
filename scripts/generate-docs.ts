import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { configurationPage } from './configuration-page.ts';

// Writes docs/configuration.md from the schema of the settings; with --check only compares, and exits 1 when it differs.

const PATH = fileURLToPath(new URL('../docs/configuration.md', import.meta.url));

/** The page as it must stand in the repository. */
export async function expectedPage(): Promise<string> {
  return format(configurationPage(), { parser: 'markdown', printWidth: 110 });
}

async function main(check: boolean): Promise<number> {
  const expected = await expectedPage();
  const found = await readFile(PATH, 'utf8').catch(() => '');
  if (found === expected) return 0;
  if (check) {
    process.stderr.write(
      'docs/configuration.md is not what the settings say: run `node scripts/generate-docs.ts`.\n',
    );
    return 1;
  }
  await writeFile(PATH, expected);
  return 0;
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.includes('--check'));
}
