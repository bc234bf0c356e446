import type { Instant, UnitId } from './ids.ts';
import type { DrivenPlatform } from './platform.ts';

/** What one login configures, with what is needed to reach it. Exists only for managed units. */
export interface Unit {
  readonly id: UnitId;
  readonly deviceId: number;
  readonly name: string;
  readonly platform: DrivenPlatform;
  /** Management address without prefix length. */
  readonly address: string;
  readonly site: string;
  /** Serial number NetBox records, or null when it records none. */
  readonly serial: string | null;
  readonly credentialProfile: string;
}

/** States shown on the device in NetBox; the values are those of the choice set in webhook-config/. */
export const UNIT_STATES = [
  'in line',
  'drift',
  'change pending',
  'awaiting approval',
  'changing',
  'rolled back',
  'held',
  'quarantined',
  'unreachable',
  'error',
  'not managed',
] as const;
export type UnitState = (typeof UNIT_STATES)[number];

/** A person's stop on a unit. */
export interface Hold {
  readonly by: string;
  readonly reason: string;
  readonly since: Instant;
}
