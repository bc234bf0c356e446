// Prints the test files of a suite's JSON result (vitest's) that failed, one a line, for the second try of .ci/run.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { SuiteResult } from './count-results.ts';

const [file = ''] = process.argv.slice(2);
if (existsSync(file)) {
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as SuiteResult;
  for (const { name, status } of testResults)
    if (status === 'failed') console.log(relative(process.cwd(), name));
}
