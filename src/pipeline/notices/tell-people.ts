import type { Notice } from '../../domain/notice.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * Keeps a notice for whoever it concerns; null is nothing to tell. Part of the step that notes the verdict, so that
 * neither is kept without the other; finding and telling people is tried apart from it and delays no change.
 */
export async function tellPeople(ports: Ports, notice: Notice | null): Promise<void> {
  if (notice !== null) await ports.outbox.add(notice);
}
