import type { UnitId } from '../domain/ids.ts';
import type { Rows } from './database.ts';

/**
 * Lets one transaction at a time replace what is kept of a unit under `what`; ends with the transaction. Two writers would
 * both compare with the old rows and leave both results.
 */
export async function lockUnit(
  rows: Rows,
  what: 'baseline' | 'findings' | 'marks',
  unitId: UnitId,
): Promise<void> {
  await rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`plumbline ${what} ${unitId}`]);
}
