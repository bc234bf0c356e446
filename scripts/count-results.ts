// Names what failed in the suites of .ci/run, adds up their JSON results (vitest's), and prints the closing line.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface SuiteResult {
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
const counts = { passed: 0, failed: 0, skipped: 0 };
const secondTries: string[] = [];
for (const suite of SUITES) {
  const firstTry = resultOf(`${suite}.first-try`);
  if (firstTry !== undefined) {
    secondTries.push(suite);
    tell(`${suite}, first try`, firstTry);
    if (firstTry.testResults.every(({ status }) => status !== 'failed'))
      console.log(`${suite}, first try: FAILED outside of a test, as the suite's own output above says`);
  }
  const result = resultOf(suite);
  if (result === undefined) {
    console.log(`${suite}: left no result`);
    counts.failed += 1;
    continue;
  }
  tell(suite, result);
  count(firstTry, result);
}
// A step that failed without a failing test (a file that does not load, lint, the demo) is a failure of its own.
const steps = Number(failedSteps);
if (steps > 0 && counts.failed === 0) counts.failed = steps;
if (steps === 0) counts.passed += OTHER_STEPS;
console.log(`suites that needed a second try: ${secondTries.join(', ') || 'none'}`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 || steps > 0 ? 1 : 0);

/** A second try runs only the files that failed: of the others the first result stands. */
function count(firstTry: SuiteResult | undefined, { testResults }: SuiteResult): void {
  const files = new Map([...(firstTry?.testResults ?? []), ...testResults].map((file) => [file.name, file]));
  for (const { assertionResults } of files.values())
    for (const { status } of assertionResults) {
      if (status === 'passed' || status === 'failed') counts[status] += 1;
      else counts.skipped += 1;
    }
}

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
