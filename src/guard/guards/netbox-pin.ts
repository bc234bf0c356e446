import { type Guard, PASS, refuse } from '../guard-facts.ts';

/**
 * Nothing is written for a NetBox that may be another one, or an older one, than the worker serves, nor while our own database
 * may be older than what was done (semantics.md 9).
 */
export const netboxPinGuard: Guard = {
  name: 'netbox pin',
  decide: ({ netboxDoubt }) => (netboxDoubt === null ? PASS : refuse(netboxDoubt)),
};
