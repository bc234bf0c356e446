import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credential } from '../../../src/devices/credential.ts';
import { createDevices, type Devices } from '../../../src/devices/device-gateway.ts';
import { unitIdOf } from '../../../src/domain/ids.ts';
import type { Unit } from '../../../src/domain/unit.ts';
import { readSettings } from '../../../src/settings/read-settings.ts';
import type { Settings } from '../../../src/settings/settings.ts';
import { createOpenOptions } from '../../contract/device/device-bench.ts';
import { CREDENTIALS_PATH, FILES, filesOf, MINIMAL } from '../../unit/settings/minimal-environment.ts';
import type { SweepJob } from './job.ts';

/** The devices' part of the settings, with every default as in earnest; only places for `width` sessions and no site limit. */
export function defaultDeviceSettings(width: number): Settings['devices'] {
  const sessions = String(width);
  const env = {
    ...MINIMAL,
    PLUMBLINE_CREDENTIALS: CREDENTIALS_PATH,
    PLUMBLINE_SESSIONS_PER_SITE: sessions,
    PLUMBLINE_SESSIONS_PER_PLATFORM: sessions,
    PLUMBLINE_SESSIONS_TOTAL: sessions,
  };
  const result = readSettings(env, filesOf(FILES));
  if (!result.ok) throw new Error(result.problems.join('; '));
  return result.settings.devices;
}

/** The gateway a worker would have for these devices; `folder` takes their host keys. */
export function createBenchGateway(job: SweepJob, folder: string): Devices {
  const knownHostsPath = join(folder, 'known_hosts');
  writeFileSync(
    knownHostsPath,
    job.devices.map(({ address, hostKey }) => `[${address}]:${job.port} ${hostKey}\n`).join(''),
  );
  const credential: Credential = { ...credentialOf(job), port: job.port };
  return createDevices({
    ...createOpenOptions(),
    ...defaultDeviceSettings(job.width),
    credentials: { find: () => credential },
    knownHostsPath,
  });
}

export function credentialOf({ username, password }: SweepJob): Omit<Credential, 'port'> {
  return { username, password, prefixes: ['127.78.0.0/16'] };
}

export function unitOf({ name, address }: SweepJob['devices'][number], index: number): Unit {
  return {
    id: unitIdOf(index + 1),
    deviceId: index + 1,
    name,
    platform: 'cisco_ios',
    address,
    site: 'bench',
    serial: null,
    credentialProfile: 'default',
  };
}
