import type { ChangeId } from '../domain/ids.ts';
import type { Ending } from '../domain/ending.ts';
import { redactSecrets } from '../domain/redaction.ts';
import type { Ports } from '../ports/ports.ts';
import { noticeOfEnding } from './notices/notice-of.ts';
import { tellPeople } from './notices/tell-people.ts';
import { tellChange } from './story/change-story.ts';
import { factsOf } from './story/state-facts.ts';

/**
 * What the watchdog calls for a change whose workflow will never end by itself: every unit without an ending becomes
 * `quarantined: unknown`, is told in the journal and counted. Safe to repeat.
 */
export async function loseChange(ports: Ports, changeId: ChangeId, reason: string): Promise<void> {
  const open = await ports.store.changes.unended(changeId);
  const user = open.length === 0 ? '' : await authorOf(ports, changeId);
  for (const { unitId, unitName } of open) {
    const detail = redactSecrets(`the workflow of this change was lost: ${reason}`);
    const ending: Ending = { kind: 'quarantined', reason: 'unknown', detail };
    const at = ports.clock.now();
    const origin = { kind: 'edit', user: 'plumbline', message: '', time: at } as const;
    const place = { changeId, unitId, unitName, at };
    await tellPeople(ports, noticeOfEnding({ ...place, ending, user, plan: null, shows: null }));
    const nobody = { origin, requestId: null, objects: [], approvedBy: null };
    const story = tellChange(
      { ...nobody, changeId, ending, plan: null, findings: [], checks: [], durationSeconds: null },
      ports.telling,
    );
    await ports.journal.write({ unitId, marker: `${changeId}/${unitId}`, tag: 'plumbline-ending', ...story });
    await ports.journal.showState(unitId, 'quarantined', {
      ...factsOf('quarantined', await ports.store.findings.read(unitId), detail),
      changeId,
    });
    await ports.store.units.setState(unitId, unitName, 'quarantined', detail, at);
    if (await ports.store.changes.end(changeId, { unitId, unitName, ending }, at)) {
      ports.meter.changeEnded(ending);
      ports.meter.failed('change', 'lost');
      ports.log.error('unit quarantined', { changeId, unitId, code: 'lost' });
    }
  }
  // Also when every unit had ended: a change that broke off just before it closed would hold its units for ever.
  await ports.store.claims.release(changeId, 'all');
  if (open.length > 0) await ports.store.changes.close(changeId, ports.clock.now());
}

/** Who made the edit; empty for a change of an order, whose author its own workflow knew alone. */
async function authorOf(ports: Ports, changeId: ChangeId): Promise<string> {
  const [, requestId, generation] = /^edit:(.+):(\d+)$/.exec(changeId) ?? [];
  if (requestId === undefined) return '';
  const edit = await ports.edits.read({ requestId, generation: Number(generation) });
  return edit?.user ?? '';
}
