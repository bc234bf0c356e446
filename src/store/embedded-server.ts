import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../domain/fault.ts';
import type { Log } from '../ports/log.ts';
import { createCluster } from './embedded/create-cluster.ts';
import { SERVER_USER } from './embedded/run-initdb.ts';
import { findPostgresBinaries, reachableBinaries } from './embedded/postgres-binaries.ts';
import type { PostgresBinaries } from './embedded/postgres-binaries.ts';
import { reachServer } from './embedded/reach-server.ts';
import type { ServerPlace } from './embedded/reach-server.ts';
import { ServerKeeper } from './embedded/server-keeper.ts';
import { chooseServerAccount } from './embedded/server-account.ts';
import type { ServerAccount } from './embedded/server-account.ts';
import { SOCKET_PORT, prepareServerFolders } from './embedded/server-folders.ts';
import { ensureDatabase } from './ensure-database.ts';
import { toFault } from './to-fault.ts';

export interface EmbeddedServerOptions {
  /** Plumbline's data directory; the database lives in its folder `postgres`. */
  readonly dataDir: string;
  readonly log: Log;
  /** The database `url` leads to; created when missing. Default `plumbline`. */
  readonly database?: string;
  /** Further server settings; `{ fsync: 'off' }` makes throw-away servers of tests fast. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Other binaries than the installed ones. */
  readonly binaries?: PostgresBinaries;
  /** Default 60 s. */
  readonly startTimeoutMs?: number;
  /** Default 10 s; see {@link ServerPlace}. */
  readonly answerTimeoutMs?: number;
}

/** A running embedded server as one process uses it. */
export interface EmbeddedServer {
  /** `postgresql://…` for pg and DBOS alike; the same for every process that uses this data directory. */
  readonly url: string;
  /** True when the server was running before: started by another process, or left behind by a killed one. */
  readonly adopted: boolean;
  /** Close all pools first. Fast shutdown, unless another live process uses the server: then only our use of it ends. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL on `<dataDir>/postgres`, or joins the one that runs there. It listens on a unix socket in a
 * folder closed to others and nowhere else, outlives a kill of this process, and is started again when it ends by itself.
 * As root it runs as the owner of existing data, else as user `postgres`, else `nobody`.
 * Faults: `settings.invalid` (a person must change something first), `store.unavailable` (with the last FATAL line).
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const prepared = await preparePlace(options);
  const reached = await reachServer(prepared);
  // Should the server have to be started again, it is where this one was.
  const place = { ...prepared, folders: { ...prepared.folders, socket: reached.socketFolder } };
  const keeper = new ServerKeeper(place, reached);
  const database = options.database ?? 'plumbline';
  try {
    await ensureDatabase(urlOf(place, 'postgres'), database);
  } catch (error) {
    await keeper.stop();
    throw toFault(error);
  }
  place.log.info('embedded PostgreSQL is ready', { adopted: reached.adopted, folder: place.folders.base });
  return { url: urlOf(place, database), adopted: reached.adopted, stop: () => keeper.stop() };
}

async function preparePlace(options: EmbeddedServerOptions): Promise<ServerPlace> {
  const { log, settings = {} } = options;
  const installed = options.binaries ?? (await findPostgresBinaries());
  const account = await accountFor(options.dataDir);
  const folders = await prepareServerFolders(options.dataDir, account);
  if (folders.socketMoved) {
    log.warn('the path of the data directory is too long for a socket; it lies elsewhere', {
      folder: folders.socket,
    });
  }
  const binaries = account === null ? installed : await binariesFor(account, installed, folders.base, log);
  await createCluster(binaries, folders, account, settings['fsync'] !== 'off');
  const { startTimeoutMs = 60_000, answerTimeoutMs = 10_000 } = options;
  return { binaries, folders, account, settings, log, startTimeoutMs, answerTimeoutMs };
}

/** PostgreSQL refuses to run as root: then as the owner of existing data, else as a user that exists anyway. */
async function accountFor(dataDir: string): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const cluster = await stat(join(dataDir, 'postgres', 'cluster')).catch(() => null);
  if (cluster !== null && cluster.uid !== 0) {
    return { name: `with id ${cluster.uid}`, uid: cluster.uid, gid: cluster.gid };
  }
  const account = chooseServerAccount(await readFile('/etc/passwd', 'utf8'));
  if (account !== null) return account;
  throw new Fault(
    'settings.invalid',
    'PostgreSQL refuses to run as root, and there is neither a user `postgres` nor `nobody` to run it as: run Plumbline as a normal user, or set DATABASE_URL.',
  );
}

async function binariesFor(
  account: ServerAccount,
  installed: PostgresBinaries,
  folder: string,
  log: Log,
): Promise<PostgresBinaries> {
  const found = await reachableBinaries(installed, account, folder);
  if (found.copiedBecauseOf !== null) {
    log.info('PostgreSQL runs from a copy: its user may not enter the folder of the installed one', {
      closed: found.copiedBecauseOf,
      folder: found.folder,
    });
  }
  return found;
}

/** User info and host are only there to make it a URL that DBOS can parse; the socket is in the query. */
function urlOf(place: ServerPlace, database: string): string {
  const query = new URLSearchParams({ host: place.folders.socket, port: String(SOCKET_PORT) });
  return `postgresql://${SERVER_USER}@localhost/${database}?${query.toString()}`;
}
