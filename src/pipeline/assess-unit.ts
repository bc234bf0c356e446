import { compareConfigurations, type Comparison } from '../diff/compare.ts';
import { ignoreFindings } from '../diff/ignore-findings.ts';
import type { Baseline, BaselineGround } from '../domain/configuration.ts';
import { faultFactsOf } from '../domain/fault.ts';
import type { Finding, IgnoredFinding } from '../domain/finding.ts';
import type { Instant } from '../domain/ids.ts';
import type { ItemMark } from '../domain/item-mark.ts';
import type { LiveReading } from '../domain/live.ts';
import type { ReadPurpose } from '../ports/devices.ts';
import type { Ports } from '../ports/ports.ts';
import type { UnitIntent } from './read-intended.ts';

/** A unit seen from all three sides. Holds configuration text: it never leaves the step that made it. */
export interface Assessed extends Omit<UnitIntent, 'kind'> {
  readonly kind: 'assessed';
  readonly reading: LiveReading;
  readonly ground: BaselineGround;
  /** The stored baseline while its ground holds, else null. */
  readonly baseline: Baseline | null;
  /** The system's stops on items of this unit. */
  readonly marks: readonly ItemMark[];
  /** Without what the policy ignores. */
  readonly comparison: Extract<Comparison, { ok: true }>;
  readonly ignored: readonly IgnoredFinding[];
}

export type Assessment =
  | Assessed
  | { readonly kind: 'unreachable'; readonly code: string; readonly reason: string }
  | { readonly kind: 'unusable'; readonly code: string; readonly reason: string };

/** Faults that mean "the device could not be asked", not "the device gave a bad answer". */
const UNREACHABLE = new Set(['device.unreachable', 'device.timeout', 'device.cut', 'device.backing-off']);

/**
 * Reads the device and compares it with what NetBox intends and with the baseline (phase 2's reading half). What a person
 * ordered is read whatever is known of the device.
 */
export async function assessUnit(
  ports: Ports,
  intent: UnitIntent,
  signal: AbortSignal,
  purpose: Extract<ReadPurpose, 'look' | 'order'> = 'look',
): Promise<Assessment> {
  let reading: LiveReading;
  try {
    reading = await ports.devices.read(intent.unit, signal, purpose);
  } catch (error) {
    const { code, message } = faultFactsOf(error);
    if (code.startsWith('device.')) {
      return { kind: UNREACHABLE.has(code) ? 'unreachable' : 'unusable', code, reason: message };
    }
    throw error;
  }
  const other = otherDevice(intent, reading);
  if (other !== null) return { kind: 'unusable', code: 'device.wrong-device', reason: other };
  const stored = await ports.store.baselines.read(intent.unit.id);
  const marks = await ports.store.marks.read(intent.unit.id);
  return compare(intent, reading, { stored, marks, now: ports.clock.now() });
}

/** Also a mere look must not be taken in by another device: it would be shown as drift, and move the baseline. */
function otherDevice({ unit }: UnitIntent, { facts }: LiveReading): string | null {
  if (unit.serial === null || facts.serial === null) return null;
  if (unit.serial.toUpperCase() === facts.serial.toUpperCase()) return null;
  return `NetBox records serial ${unit.serial}, the device at ${unit.address} says ${facts.serial.slice(0, 60)}; correct NetBox or the address`;
}

function compare(
  intent: UnitIntent,
  reading: LiveReading,
  known: { readonly stored: Baseline | null; readonly marks: readonly ItemMark[]; readonly now: Instant },
): Assessment {
  const { stored, marks } = known;
  const ground = groundOf(intent, reading);
  const baseline = stored !== null && sameGround(stored.ground, ground) ? stored : null;
  const comparison = compareConfigurations({
    platform: intent.unit.platform,
    intended: intent.intended,
    live: reading.configuration,
    baseline,
    marks,
  });
  if (!comparison.ok) return { kind: 'unusable', code: 'device.incomplete', reason: comparison.reason };
  const { kept, ignored, warnings } = ignoreFindings(comparison.findings, intent.policy.ignore, known.now);
  const heeded = {
    ...comparison,
    inLine: kept.length === 0,
    findings: kept,
    warnings: [...comparison.warnings, ...warnings],
  };
  return { ...intent, kind: 'assessed', reading, ground, baseline, marks, comparison: heeded, ignored };
}

/** Every place that differs, ignored or not: none of them may move the baseline. */
export function openFindings({ comparison, ignored }: Assessed): readonly Finding[] {
  return [...comparison.findings, ...ignored.map(({ finding }) => finding)];
}

function groundOf({ unit, intended }: UnitIntent, reading: LiveReading): BaselineGround {
  return {
    serial: reading.facts.serial,
    platform: unit.platform,
    version: reading.facts.version,
    source: intended.source,
    scope: JSON.stringify(intended.scope),
  };
}

function sameGround(one: BaselineGround, other: BaselineGround): boolean {
  return (
    one.serial === other.serial &&
    one.platform === other.platform &&
    one.version === other.version &&
    one.source === other.source &&
    one.scope === other.scope
  );
}
