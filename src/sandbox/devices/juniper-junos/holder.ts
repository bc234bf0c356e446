import type { JunosBox } from './box.ts';
import type { JunosSession } from './session.ts';

/** Who holds the lock because of the fault `locked`: somebody on the console. */
export function holderSession(user: string, box: Pick<JunosBox, 'bootedAt'>): JunosSession {
  return {
    id: 1,
    user,
    from: '-',
    since: box.bootedAt,
    level: 15,
    terminal: 'd0',
    editing: { isExclusive: true, since: box.bootedAt, scratch: null, way: [] },
    pageLength: 0,
  };
}
