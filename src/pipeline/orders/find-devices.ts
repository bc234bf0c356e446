import type { UnitId } from '../../domain/ids.ts';
import type { OrderLine, OrderResult } from '../../domain/order.ts';
import type { Steps } from '../../ports/steps.ts';

export type Found = { readonly found: readonly UnitId[]; readonly unknown: readonly string[] };

/** The units an order names; names NetBox does not know become lines of the answer, never a silent gap. */
export async function findDevices(steps: Steps, names: readonly string[]): Promise<Found> {
  return await steps.run('find devices', (ports) => ports.source.findUnits(names), { retry: 'reads' });
}

export function unknownLines({ unknown }: Found): readonly OrderLine[] {
  return unknown.map((message) => ({ unit: '', outcome: 'error', message }));
}

/** The worst line decides the outcome of an order. */
export function resultOf(lines: readonly OrderLine[]): OrderResult {
  const order = ['error', 'refused', 'drift', 'done'] as const;
  const outcome = order.find((kind) => lines.some((line) => line.outcome === kind)) ?? 'done';
  return { outcome, lines };
}
