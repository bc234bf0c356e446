import type { NoticeTarget } from '../../ports/notice-target.ts';
import { type Outbox, RECIPIENTS, type TargetBacklog } from '../../ports/outbox.ts';

/** What an engineer should know of notices that do not arrive, each a sentence; empty while all is well. */
export async function noticeWarnings(
  outbox: Pick<Outbox, 'backlog'>,
  targets: readonly Pick<NoticeTarget, 'id' | 'name'>[],
): Promise<readonly string[]> {
  const backlog = await outbox.backlog();
  return backlog.flatMap((one) => {
    if (one.failing === null) return [];
    if (one.target === RECIPIENTS) return [unaddressed(one, one.failing.code)];
    const name = targets.find(({ id }) => id === one.target)?.name ?? `${one.target} (not set any more)`;
    return [sentence(name, one, one.failing)];
  });
}

function sentence(
  name: string,
  { waiting }: TargetBacklog,
  failing: NonNullable<TargetBacklog['failing']>,
): string {
  const minutes = Math.max(1, Math.round(failing.forMs / 60_000));
  return `notices to ${name} have not arrived for ${minutes} min (${failing.code}): ${waiting} wait and are tried again. Changes go on; see docs/notifications.md`;
}

function unaddressed({ waiting }: TargetBacklog, code: string): string {
  return `who is told could not be read from NetBox (${code}): ${waiting} notice(s) wait and are tried again. Run plumbline doctor, and plumbline provision where a permission is missing`;
}
