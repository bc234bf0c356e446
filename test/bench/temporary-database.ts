import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServer } from '../../src/store/embedded-server.ts';
import { migrate } from '../../src/store/migrate.ts';
import { runSql } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';

/**
 * A server in use renames old segments of its log; a new one makes each segment, and every commit waits some 30 ms for it.
 * So a log as long as a bench writes is written beforehand: 16 segments of 16 MB.
 */
const USED_SEGMENTS = 16;
const FILL_A_SEGMENT = `select pg_logical_emit_message(false, 'bench', repeat('x', 16000000))`;

/** A migrated database on a server of its own. */
export interface TemporaryDatabase {
  readonly url: string;
  /** Stops the server and removes its files. Close pools first. */
  remove(): Promise<void>;
}

/**
 * Starts an embedded server in a temporary folder with the settings it has in earnest: what is committed is on disk. The
 * test server will not do, because it trades that for speed.
 */
export async function startTemporaryDatabase(): Promise<TemporaryDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  const removeFiles = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  try {
    const server = await startEmbeddedServer({ dataDir, log: silentLog });
    const remove = async (): Promise<void> => {
      await server.stop();
      await removeFiles();
    };
    await prepare(server.url).catch(async (error: unknown) => {
      await remove();
      throw error;
    });
    return { url: server.url, remove };
  } catch (error) {
    await removeFiles();
    throw error;
  }
}

async function prepare(url: string): Promise<void> {
  await migrate(url);
  for (let segment = 0; segment < USED_SEGMENTS; segment += 1) await runSql(url, FILL_A_SEGMENT);
  await runSql(url, 'checkpoint');
}
