import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIosCommandLine } from '../../../src/devices/cisco-ios/command-line.ts';
import { readIos } from '../../../src/devices/cisco-ios/read.ts';
import { openSshConnection } from '../../../src/devices/ssh-connection.ts';
import { silentLog } from '../../support/silent-log.ts';
import { credentialOf, defaultDeviceSettings } from './bench-gateway.ts';
import type { Simulators } from './simulators.ts';

/** The commands our driver asks a device when it reads it, in its order: what the other contender is told to ask. */
export async function recordCommands({ devices: job }: Simulators): Promise<readonly string[]> {
  const [device] = job.devices;
  if (device === undefined) throw new Error('there is no device to record');
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const knownHostsPath = join(folder, 'known_hosts');
  writeFileSync(knownHostsPath, `[${device.address}]:${job.port} ${device.hostKey}\n`);
  const { timeouts, limits } = defaultDeviceSettings(1);
  const credential = { ...credentialOf({ ...job, width: 1, commands: [] }), port: job.port };
  const connection = await openSshConnection(
    { ...device, credential, knownHostsPath, timeouts },
    new AbortController().signal,
  );
  try {
    const context = { connection, limits, timeouts, enableSecret: null, accounts: [], log: silentLog };
    const line = await openIosCommandLine(context);
    const asked: string[] = [];
    await readIos(
      {
        ...line,
        look: (command, totalMs) => {
          asked.push(command);
          return line.look(command, totalMs);
        },
      },
      context,
    );
    return asked;
  } finally {
    await connection.close();
    rmSync(folder, { recursive: true });
  }
}
