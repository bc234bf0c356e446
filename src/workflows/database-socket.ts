import { Socket } from 'node:net';

/** What a Unix socket says when the server has gone; over TCP the same is said with the codes on the right. */
const SAME_AS: ReadonlyMap<string, string> = new Map([
  ['EPIPE', 'ECONNRESET'],
  ['ENOENT', 'ECONNREFUSED'],
]);

/**
 * A socket whose errors DBOS understands. DBOS waits for the database after a reset or refused connection, but takes a broken
 * pipe or a missing Unix socket for the answer of the step and records it: without this a restart of the embedded
 * server ends running changes in an error.
 */
export function createDatabaseSocket(): Socket {
  const socket = new Socket();
  // First in line, so that everybody after it sees the code as it is over TCP.
  socket.on('error', (error: NodeJS.ErrnoException) => {
    error.code = SAME_AS.get(error.code ?? '') ?? error.code;
  });
  return socket;
}
