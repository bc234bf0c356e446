import type { OrderResult } from '../domain/order.ts';

/** How a command ends: 0 in line or done, 2 drift or refused, 1 error. */
export type ExitCode = 0 | 1 | 2;

/** The exit code of an order's outcome. */
export function exitCodeOf(outcome: OrderResult['outcome']): ExitCode {
  switch (outcome) {
    case 'done':
      return 0;
    case 'drift':
    case 'refused':
      return 2;
    case 'error':
      return 1;
  }
}
