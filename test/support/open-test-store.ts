import { createStore } from '../../src/store/create-store.ts';
import type { PostgresStore } from '../../src/store/create-store.ts';
import { createKeyring } from '../../src/store/keyring.ts';
import { createTestDatabase } from './database.ts';
import { silentLog } from './silent-log.ts';

/** Keys of tests: no secret. */
export const TEST_KEYS = `test:${'5a'.repeat(32)}`;

export interface TestStore {
  readonly store: PostgresStore;
  readonly url: string;
  /** Another store on the same database, as a second process has one. */
  another(): Promise<PostgresStore>;
  /** Closes all stores and drops the database. */
  close(): Promise<void>;
}

/** The real store on a database of its own, with nothing in it. */
export async function openTestStore(): Promise<TestStore> {
  const database = await createTestDatabase();
  const opened: PostgresStore[] = [];
  const another = async (): Promise<PostgresStore> => {
    const store = await createStore({ url: database.url, keyring: createKeyring(TEST_KEYS), log: silentLog });
    opened.push(store);
    return store;
  };
  return {
    store: await another(),
    url: database.url,
    another,
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await database.drop();
    },
  };
}
