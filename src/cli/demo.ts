import { DEFINITIONS } from '../main.ts';
import type { OrderResult } from '../domain/order.ts';
import type { ChangeRow } from '../ports/queries.ts';
import { createLog } from '../telemetry/create-log.ts';
import { observeDefinitions } from '../workflows/observe-definitions.ts';
import { DEMO_STORIES, type DemoStory } from './demo-stories.ts';
import { printJson, printText, say } from './print.ts';
import { keepRunning, tellHowToPlay } from './sandbox.ts';
import { type SandboxWorld, startSandboxWorld } from './sandbox-world.ts';
import { createTimeline } from './timeline.ts';

export interface DemoOptions {
  readonly once?: boolean;
  readonly json?: boolean;
}

/** How long one story may take before the demo gives up on it. */
const STORY_LIMIT_MS = 60_000;

/**
 * `plumbline demo`: three edits end to end in one process, on a NetBox stand-in, simulated devices and the embedded
 * database. With `--once` it ends after the stories, otherwise everything stays up for playing. Throws when a story ends
 * otherwise than it must.
 */
export async function demo(options: DemoOptions): Promise<void> {
  const began = Date.now();
  const timeline = createTimeline();
  say('Starting a NetBox stand-in, three simulated devices and an embedded PostgreSQL …');
  const world = await startSandboxWorld({
    devices: 3,
    log: createLog({ level: 'error', destination: process.stderr }),
    start: { definitions: observeDefinitions(DEFINITIONS, timeline.observe) },
  });
  try {
    const rows: ChangeRow[] = [];
    for (const story of DEMO_STORIES) rows.push(await tellStory(world, story, timeline));
    summarize(world, rows, began, options);
    if (options.once === true) return;
    tellHowToPlay(world);
    await keepRunning();
  } finally {
    await world.stop();
  }
}

async function tellStory(
  world: SandboxWorld,
  story: DemoStory,
  timeline: ReturnType<typeof createTimeline>,
): Promise<ChangeRow> {
  say(`\n━━ ${story.title} (${story.device})`);
  timeline.start();
  await checkInLine(world, story.device);
  timeline.tell(`${story.device} was read and is in line; that is its baseline now`);
  story.prepare?.(world.network);
  timeline.tell(story.says);
  const before = world.network.netbox.journal().length;
  const requestId = await edit(world, story);
  const row = await waitForChange(world, requestId);
  const [ending] = row.endings;
  if (ending?.ending.kind !== story.ends) {
    throw new Error(`expected ${story.device} to end ${story.ends}, found ${JSON.stringify(ending?.ending)}`);
  }
  for (const entry of world.network.netbox.journal().slice(before)) {
    printText(`\n── journal of ${entry.on} (${entry.kind})\n${indent(entry.comments)}`);
  }
  return row;
}

/** The order an engineer would give first: read the device, and remember where both sides agree. */
async function checkInLine({ plumbline }: SandboxWorld, device: string): Promise<void> {
  const person = { username: 'bob', groups: ['network'] };
  const id = await plumbline.runtime.orders.submit({ order: { kind: 'check', devices: [device] }, person });
  const result = await waitFor(`the check of ${device}`, () => plumbline.runtime.orders.result(id));
  if (result.outcome !== 'done') throw new Error(`${device} is not in line: ${messagesOf(result)}`);
}

function messagesOf(result: OrderResult): string {
  return result.lines.map((line) => line.message).join('; ');
}

async function edit({ network }: SandboxWorld, story: DemoStory): Promise<string> {
  const port = network.netbox
    .device(story.device)
    .interfaces.find(({ name }) => name === story.edit.interfaceName);
  if (port === undefined) throw new Error(`${story.device} has no ${story.edit.interfaceName}`);
  const answer = await network.netbox.edit({
    method: 'PATCH',
    path: `/dcim/interfaces/${port.id}/`,
    body: { ...story.edit.change, changelog_message: story.message },
    token: network.tokens.anna,
  });
  if (answer.status !== 200) throw new Error(`the stand-in refused the edit: ${JSON.stringify(answer.body)}`);
  return answer.requestId;
}

function waitForChange({ plumbline }: SandboxWorld, requestId: string): Promise<ChangeRow> {
  return waitFor(`the change of request ${requestId}`, async () => {
    const rows = await plumbline.store.queries.changes(20);
    return rows.find((row) => row.changeId.includes(requestId) && row.closedAt !== null) ?? null;
  });
}

async function waitFor<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const until = Date.now() + STORY_LIMIT_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > until) throw new Error(`${what} did not end within ${STORY_LIMIT_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function summarize(
  world: SandboxWorld,
  rows: readonly ChangeRow[],
  began: number,
  options: DemoOptions,
): void {
  const endings = rows.flatMap((row) => row.endings.map(({ ending }) => ending));
  const count = (test: (ending: (typeof endings)[number]) => boolean): number => endings.filter(test).length;
  const journalEntries = world.network.netbox.journal().length;
  const seconds = Math.round((Date.now() - began) / 100) / 10;
  const summary = {
    ok: true,
    endings: {
      applied: count((ending) => ending.kind === 'applied'),
      rolledBack: count((ending) => ending.kind === 'rolled-back'),
      untouched: { refused: count((ending) => ending.kind === 'untouched' && ending.reason === 'refused') },
    },
    journalEntries,
    seconds,
  };
  if (options.json === true) printJson(summary);
  else printText(`\nThree stories, three endings, ${journalEntries} journal entries, ${seconds} s.`);
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `   ${line}`)
    .join('\n');
}
