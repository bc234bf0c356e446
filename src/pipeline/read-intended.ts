import type { Intended } from '../domain/configuration.ts';
import type { DeviceRecord } from '../domain/device-model.ts';
import type { UnitId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { faultFactsOf } from '../domain/fault.ts';
import type { Unit } from '../domain/unit.ts';
import { decideStanding } from '../guard/decide-standing.ts';
import { intendedFromModel } from '../intent/intended-from-model.ts';
import { intendedFromRendered } from '../intent/intended-from-rendered.ts';
import type { IntentResult } from '../intent/intent-result.ts';
import type { Ports } from '../ports/ports.ts';
import { type Freshness, renderedText } from './rendered-text.ts';

/** Why a unit cannot be looked at any further, before its device was contacted. */
export type NoIntent =
  | { readonly kind: 'gone' }
  | { readonly kind: 'out-of-scope'; readonly name: string }
  | ({ readonly kind: 'not-managed' } & Refusal)
  | ({ readonly kind: 'refused' } & Refusal);

interface Refusal {
  readonly name: string;
  readonly reason: string;
  readonly device: DeviceRecord;
}

export interface UnitIntent {
  readonly kind: 'intent';
  readonly unit: Unit;
  readonly policy: Policy;
  readonly device: DeviceRecord;
  readonly intended: Intended;
}

/** Reads from NetBox what a unit is to be. Throws `netbox.*` faults when NetBox does not answer. */
export async function readIntended(
  ports: Ports,
  unitId: UnitId,
  freshness: Freshness = 'fresh',
): Promise<UnitIntent | NoIntent> {
  const device = await ports.source.readDevice(unitId);
  if (device === null) return { kind: 'gone' };
  const standing = decideStanding(device, ports.limits);
  if (standing.kind === 'out-of-scope') return { kind: 'out-of-scope', name: device.name };
  if (standing.kind === 'not-managed') {
    return { kind: 'not-managed', name: device.name, reason: standing.reason, device };
  }
  const { unit, policy } = standing;
  const result = await intentOf(ports, standing, device, freshness);
  if (result.ok) return { kind: 'intent', unit, policy, device, intended: result.intended };
  const reason = result.problems.map(({ object, message }) => `${object.name}: ${message}`).join('; ');
  return {
    kind: 'refused',
    name: device.name,
    device,
    reason: `NetBox asks for something that cannot be sent: ${reason}`,
  };
}

async function intentOf(
  ports: Ports,
  { unit, policy }: { readonly unit: Unit; readonly policy: Policy },
  device: DeviceRecord,
  freshness: Freshness,
): Promise<IntentResult> {
  if (policy.intent === 'model') return intendedFromModel(unit.platform, device, policy.exclusive);
  try {
    const text = await renderedText(ports, unit.id, freshness);
    return intendedFromRendered(unit.platform, text, policy.scope, device.object);
  } catch (error) {
    const fault = faultFactsOf(error);
    // A template that fails is an answer of NetBox about this unit; everything else is NetBox not answering.
    if (fault.code !== 'netbox.render-failed' && fault.code !== 'netbox.not-found') throw error;
    return { ok: false, problems: [{ object: device.object, message: fault.message }] };
  }
}
