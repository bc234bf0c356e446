import type { Changelog } from '../../ports/changelog.ts';
import type { NetBoxWatch } from '../../ports/netbox-watch.ts';
import type { Log } from '../../ports/log.ts';

/** What is needed to tell whether NetBox and our own database are the ones that were served before. */
export interface PinParts {
  readonly changelog: Changelog;
  readonly watch: NetBoxWatch;
  readonly log: Log;
  /** How often the changelog is looked at, and with that, that our own database is up to date. */
  readonly everyMs: number;
}
