import { setTimeout as delay } from 'node:timers/promises';
import { readPidFile } from './pid-file.ts';
import { reachServer } from './reach-server.ts';
import type { ReachedServer, ServerPlace } from './reach-server.ts';
import { shutDownServer } from './server-process.ts';

/** Keeps the server running until `stop`: PostgreSQL ends when the system runs out of memory, or when somebody kills it. */
export class ServerKeeper {
  readonly #place: ServerPlace;
  #reached: ReachedServer;
  #stopping = false;
  readonly #watch: Promise<void>;
  #awake: () => void = () => undefined;

  constructor(place: ServerPlace, reached: ReachedServer) {
    this.#place = place;
    this.#reached = reached;
    this.#watch = this.#watchServer();
  }

  async stop(): Promise<void> {
    if (this.#stopping) return this.#watch;
    this.#stopping = true;
    this.#awake();
    await this.#watch;
    const state = await this.#reached.use.end();
    if (state === 'last') await this.#shutDown();
    await this.#reached.use.close();
    this.#place.log.info('left the embedded PostgreSQL', { stopped: state === 'last' });
  }

  async #shutDown(): Promise<void> {
    const { cluster } = this.#place.folders;
    const file = await readPidFile(cluster);
    if (file !== null && !(await shutDownServer(file.pid, cluster, 10_000))) {
      this.#place.log.warn('the embedded PostgreSQL does not stop', { pid: file.pid });
    }
  }

  async #watchServer(): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      this.#awake = resolve;
    });
    for (;;) {
      await Promise.race([stopped, this.#reached.use.lost]);
      if (this.#stopping) return;
      this.#place.log.warn('the embedded PostgreSQL went away; starting it again', {});
      await this.#reachAgain(stopped);
    }
  }

  async #reachAgain(stopped: Promise<void>): Promise<void> {
    for (let pauseMs = 100; !this.#stopping; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        this.#reached = await reachServer(this.#place);
        return;
      } catch (error) {
        this.#place.log.error('the embedded PostgreSQL does not start again', { err: error });
        await Promise.race([stopped, delay(pauseMs)]);
      }
    }
  }
}
