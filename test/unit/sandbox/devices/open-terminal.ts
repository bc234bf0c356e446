import { connect } from 'node:net';
import ssh2 from 'ssh2';
import type { ClientChannel } from 'ssh2';
import { expect } from 'vitest';
import type { SimulatedDevice } from '../../../../src/sandbox/devices/simulated-device.ts';
import { eventually } from '../../../support/eventually.ts';

/** A person at a terminal: types, and sees everything that comes. */
export interface Terminal {
  type(text: string): void;
  /** Waits until the screen matches and returns it. */
  sees(pattern: RegExp): Promise<string>;
  /** Types a line and returns what is printed between its echo and the next prompt. */
  answer(line: string): Promise<string>;
  clear(): void;
  readonly channel: ClientChannel;
  readonly client: ssh2.Client;
}

/** Logs in with a shell. The caller ends `client`. */
export async function openTerminal(
  device: SimulatedDevice,
  { username, password }: { readonly username: string; readonly password: string },
  rows = 1000,
): Promise<Terminal> {
  const client = new ssh2.Client();
  client.on('error', () => undefined);
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.on('ready', () => {
      client.shell({ rows, cols: 200 }, (error, shell) =>
        error === undefined ? resolve(shell) : reject(error),
      );
    });
    const sock = connect({ host: device.address, port: device.port, noDelay: true });
    client.connect({ sock, username, password });
  });
  let screen = '';
  channel.on('data', (data: Buffer) => (screen += data.toString()));
  const terminal: Terminal = {
    channel,
    client,
    type: (text) => channel.write(text),
    clear: () => (screen = ''),
    async sees(pattern) {
      await eventually(() => expect(screen).toMatch(pattern), 2);
      return screen;
    },
    async answer(line) {
      await terminal.sees(/[>#]$/);
      screen = '';
      channel.write(`${line}\r`);
      const seen = (await terminal.sees(/\n[^\n]*[>#]$/)).replaceAll('\r\n', '\n');
      return seen.slice(seen.indexOf('\n') + 1, seen.lastIndexOf('\n') + 1);
    },
  };
  return terminal;
}
