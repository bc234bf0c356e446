import { instantOf, unitIdOf } from '../../src/domain/ids.ts';
import type { Notice } from '../../src/domain/notice.ts';

/** A notice of a quarantined unit; tests change what they are about. */
export function makeNotice(more: Partial<Notice> = {}): Notice {
  return {
    id: 'edit:11111111-1111-4111-8111-111111111111:1/device-1/ending',
    kind: 'quarantined',
    at: instantOf('2026-11-21T12:00:00Z'),
    unitId: unitIdOf(1),
    unitName: 'r1',
    changeId: 'edit:11111111-1111-4111-8111-111111111111:1',
    verdict: 'quarantined: differs',
    authors: ['anna'],
    ...more,
  };
}
