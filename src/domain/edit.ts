import type { Instant } from './ids.ts';
import type { EditedObject } from './netbox-object.ts';

/** What one webhook says, reduced to a hint: nothing in it is believed before NetBox was read again. */
export interface Hint {
  readonly requestId: string;
  readonly user: string;
  readonly event: 'created' | 'updated' | 'deleted';
  readonly timestamp: string;
  readonly object: EditedObject;
}

/** One NetBox request by one user, as NetBox's changelog tells it. */
export interface EditFacts {
  readonly requestId: string;
  readonly user: string;
  /** NetBox's changelog message, empty when none was given. */
  readonly message: string;
  readonly time: Instant;
  readonly objects: readonly EditedObject[];
}

/** One generation of an edit: what a workflow is started with. */
export type EditRef = {
  readonly requestId: string;
  readonly generation: number;
};
