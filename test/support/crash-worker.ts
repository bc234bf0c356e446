// A worker as a child process that kills itself at a given place of a given workflow. Started by crash-world.ts.
import { appendFileSync, readFileSync } from 'node:fs';

import { DEFINITIONS, startPlumbline } from '../../src/main.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { createLog } from '../../src/telemetry/create-log.ts';
import { observeDefinitions } from '../../src/workflows/observe-definitions.ts';
import { FAST_RUNTIME_SETTINGS } from './fast-runtime-settings.ts';

/** `KILL_AT` counts passings (1 is the first) of steps that begin or have worked; `PASSINGS` is the file they are noted in. */
const { KILL_AT = '', PASSINGS = '', ...env } = process.env;
const killAt = Number(KILL_AT);
let passed = 0;

const settingsEnv = Object.fromEntries(
  Object.entries(env).filter(([name]) => /^(PLUMBLINE_|NETBOX_|DATABASE_URL$|HOME$)/.test(name)),
);
const result = readSettings(settingsEnv, (path) => readFileSync(path, 'utf8'));
if (!result.ok) throw new Error(result.problems.join('\n'));

const definitions = observeDefinitions(DEFINITIONS, ({ workflowId, step, moment }) => {
  if (moment === 'recorded' || !workflowId.startsWith('edit:')) return;
  passed += 1;
  if (PASSINGS !== '') appendFileSync(PASSINGS, `${JSON.stringify({ workflowId, step, moment })}\n`);
  // Dies here, at once, like a machine that lost its power: nothing is flushed, closed or said.
  if (passed === killAt) process.kill(process.pid, 'SIGKILL');
});

const plumbline = await startPlumbline(result.settings, {
  log: createLog({ level: 'warn', destination: process.stderr }),
  runtime: { ...FAST_RUNTIME_SETTINGS, migrate: true },
  definitions,
});
process.stdout.write(`ready ${plumbline.apiUrl}\n`);
process.once('SIGTERM', () => {
  plumbline.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
