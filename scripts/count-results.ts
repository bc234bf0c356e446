// Names what failed in the suites of .ci/run, adds up their JSON results (vitest's), and prints the closing line.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

interface SuiteResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** Steps that are no suite: check and demo. */
const OTHER_STEPS = 2;
const SUITES = ['test', 'frr', 'peers', 'netbox', 'e2e', 'browser'];
/** Enough to see a property's seed and counterexample, or both sides of an assertion. */
const LINES_OF_A_FAILURE = 15;

const [folder = '', failedSteps = '0'] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;
const secondTries: string[] = [];
for (const suite of SUITES) {
  const firstTry = resultOf(`${suite}.first-try`);
  if (firstTry !== undefined) {
    secondTries.push(suite);
    tell(`${suite}, first try`, firstTry);
  }
  const result = resultOf(suite);
  if (result === undefined) {
    console.log(`${suite}: left no result`);
    failed += 1;
    continue;
  }
  tell(suite, result);
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  skipped += result.numPendingTests + result.numTodoTests;
}
// A step that failed without a failing test (a file that does not load, lint, the demo) is a failure of its own.
const steps = Number(failedSteps);
if (steps > 0 && failed === 0) failed = steps;
if (steps === 0) passed += OTHER_STEPS;
console.log(`suites that needed a second try: ${secondTries.join(', ') || 'none'}`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || steps > 0 ? 1 : 0);

function resultOf(name: string): SuiteResult | undefined {
  const file = join(folder, `${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SuiteResult) : undefined;
}

/** Says which tests failed, and how: of a long run only its last lines may be kept, and the failure is far above them. */
function tell(suite: string, result: SuiteResult): void {
  for (const file of result.testResults) {
    const place = relative(process.cwd(), file.name);
    const tests = file.assertionResults.filter((test) => test.status === 'failed');
    for (const test of tests)
      say(`${suite}: FAILED ${place}: ${test.fullName}`, test.failureMessages?.join('\n') ?? '');
    if (file.status === 'failed' && tests.length === 0) say(`${suite}: FAILED ${place}`, file.message ?? '');
  }
}

function say(what: string, why: string): void {
  console.log(what);
  const lines = why.split('\n').filter((line) => !/^ +at .*(node_modules|<anonymous>)/.test(line));
  for (const line of lines.slice(0, LINES_OF_A_FAILURE)) console.log(`    ${line}`);
}
