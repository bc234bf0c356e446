import type { Inbox } from '../ports/inbox.ts';
import type { Database } from './database.ts';
import type { Keyring } from './keyring.ts';
import { storable } from './stored-text.ts';

const STORE = `select plumbline.store_delivery($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as stored`;

/** {@link Inbox}: one prepared statement, which is one transaction and one round trip. */
export function createPostgresInbox(database: Database, keyring: Keyring): Inbox {
  return {
    async store({ id, body, hint }, signal) {
      const { object } = hint;
      const [row] = await database.abortable(signal)<{ stored: boolean }>(
        STORE,
        [
          id,
          keyring.seal(body, inboxContext(id)),
          hint.requestId,
          storable(hint.user),
          hint.timestamp,
          object.type,
          object.id,
          object.action,
          storable(object.name),
          object.deviceId,
          object.interfaceId,
        ],
        'store-delivery',
      );
      return row?.stored === true ? 'stored' : 'duplicate';
    },
  };
}

/** What a sealed body belongs to. */
export function inboxContext(id: string): string {
  return `inbox ${id}`;
}
