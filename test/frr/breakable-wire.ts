import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A TCP relay in front of a device whose connections can be cut or made silent. */
export interface BreakableWire {
  readonly port: number;
  /** Resets both sides of every connection. */
  cut(): void;
  /** Passes nothing on any more and closes nothing. */
  silence(): void;
  close(): Promise<void>;
}

export async function openBreakableWire(target: {
  readonly host: string;
  readonly port: number;
}): Promise<BreakableWire> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect({ ...target, noDelay: true });
    near.setNoDelay(true);
    pairs.add([near, far]);
    for (const socket of [near, far]) socket.on('error', () => socket.destroy());
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const all = () => [...pairs].flat();
  return {
    port: (server.address() as AddressInfo).port, // listening on TCP, so never a path or null
    cut: () => all().forEach((socket) => socket.resetAndDestroy()),
    silence() {
      for (const socket of all()) socket.unpipe().pause();
    },
    close: () =>
      new Promise((resolve) => {
        all().forEach((socket) => socket.destroy());
        server.close(() => resolve());
      }),
  };
}
