import { createDevices } from '../../src/devices/device-gateway.ts';
import { unitIdOf } from '../../src/domain/ids.ts';
import type { Unit } from '../../src/domain/unit.ts';
import { createAccountSource } from '../../src/settings/credential-source.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { createOpenOptions } from '../contract/device/device-bench.ts';

/** One plain read of a sandbox device over SSH, in milliseconds: what no plan can do without. */
export async function timeRead(
  settings: Pick<Settings, 'devices' | 'credentials'>,
  device: { readonly name: string; readonly address: string },
): Promise<number> {
  const devices = createDevices({
    ...settings.devices,
    credentials: createAccountSource(settings.credentials),
    ...createOpenOptions(),
  });
  const unit: Unit = {
    id: unitIdOf(1),
    deviceId: 1,
    ...device,
    platform: 'cisco_ios',
    site: 'sandbox',
    serial: null,
    credentialProfile: 'default',
  };
  const began = performance.now();
  try {
    await devices.reader.read(unit, new AbortController().signal);
    return performance.now() - began;
  } finally {
    await devices.close();
  }
}
