import type { DeviceRecord } from '../domain/device-model.ts';
import { unitIdOf } from '../domain/ids.ts';
import { isDriven, platformOfSlug } from '../domain/platform.ts';
import type { Limits, Policy } from '../domain/policy.ts';
import type { Unit } from '../domain/unit.ts';
import { isAllowedAddress } from './is-allowed-address.ts';
import { parsePolicy } from './parse-policy.ts';

export type Standing =
  | { readonly kind: 'managed'; readonly unit: Unit; readonly policy: Policy }
  /** Somebody asked for this device in its config context, and it cannot be managed: the reason is shown on it. */
  | { readonly kind: 'not-managed'; readonly reason: string }
  /** Nobody asked for this device: Plumbline stays silent about it. */
  | { readonly kind: 'out-of-scope' };

/**
 * Decides whether a device is a managed unit (semantics.md 3): asked for, status, platform with a driver,
 * an address inside the allowed prefixes, a credential profile usable towards it.
 */
export function decideStanding(device: DeviceRecord, limits: Limits): Standing {
  const result = parsePolicy(device.policy);
  if (result.kind === 'absent') return { kind: 'out-of-scope' };
  if (result.kind === 'unreadable') return notManaged(result.reason);
  if (!limits.managedStatuses.includes(device.status)) {
    return notManaged(`status is "${device.status}"; managed are: ${limits.managedStatuses.join(', ')}`);
  }
  const platform = device.platformSlug === null ? null : platformOfSlug(device.platformSlug);
  if (platform === null || !isDriven(platform)) {
    return notManaged(
      `platform is ${device.platformSlug ?? 'not set'}, for which Plumbline has no driver; set a platform it drives`,
    );
  }
  const reach = decideReach(device, limits, result.policy.credentials);
  if (reach.kind === 'not-managed') return reach;
  const unit: Unit = {
    id: unitIdOf(device.object.id),
    deviceId: device.object.id,
    name: device.name,
    platform,
    address: reach.address,
    site: device.site,
    serial: device.serial,
    credentialProfile: result.policy.credentials,
  };
  return { kind: 'managed', unit, policy: result.policy };
}

type Reach = { readonly kind: 'reachable'; readonly address: string } | ReturnType<typeof notManaged>;

function decideReach(device: DeviceRecord, limits: Limits, profile: string): Reach {
  const address = device.primaryAddress ?? device.outOfBandAddress;
  if (address === null) return notManaged('no primary or out-of-band IP address; set one in NetBox');
  if (!isAllowedAddress(address, limits.managementPrefixes)) {
    return notManaged(
      `${address} is outside the management prefixes of this worker (PLUMBLINE_MANAGEMENT_PREFIXES); nothing was connected`,
    );
  }
  const prefixes = limits.credentialProfiles[profile];
  if (prefixes === undefined) {
    return notManaged(`credential profile "${profile}" is not in this worker's credentials file`);
  }
  if (!isAllowedAddress(address, prefixes)) {
    return notManaged(`credential profile "${profile}" may not be used towards ${address}`);
  }
  return { kind: 'reachable', address };
}

function notManaged(reason: string): { readonly kind: 'not-managed'; readonly reason: string } {
  return { kind: 'not-managed', reason };
}
