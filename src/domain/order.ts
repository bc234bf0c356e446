import type { Ending } from './ending.ts';
import type { AgedFinding } from './finding.ts';
import type { Json } from './json.ts';
import type { Person } from './person.ts';

/** What a person tells Plumbline to do. Devices are named as in NetBox. */
export type Order =
  | { readonly kind: 'check'; readonly devices: readonly string[] }
  | { readonly kind: 'plan'; readonly devices: readonly string[] }
  | { readonly kind: 'approve'; readonly hash: string }
  | { readonly kind: 'hold'; readonly device: string; readonly reason: string }
  | { readonly kind: 'release'; readonly device: string; readonly reason: string }
  | { readonly kind: 'sweep' }
  /** The NetBox that answers now is the one to serve. */
  | { readonly kind: 'accept' };

/** An order with the NetBox identity it is given under. */
export interface SignedOrder {
  readonly order: Order;
  readonly person: Person;
}

/** What an order led to, one line per unit concerned; `outcome` decides the exit code: in line/done 0, drift/refused 2, error 1. */
export interface OrderResult {
  readonly outcome: 'done' | 'drift' | 'refused' | 'error';
  readonly lines: readonly OrderLine[];
}

export interface OrderLine {
  readonly unit: string;
  readonly outcome: OrderResult['outcome'];
  readonly message: string;
  readonly findings?: readonly AgedFinding[];
  readonly ending?: Ending;
  readonly data?: Json;
}
