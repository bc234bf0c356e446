import { type Guard, PASS, refuse } from '../guard-facts.ts';

/** An empty intended configuration is a broken source, never an order to remove everything. */
export const emptyIntendedGuard: Guard = {
  name: 'empty intended',
  decide: ({ plan }) =>
    plan.nextBaseline.items.length > 0
      ? PASS
      : refuse('NetBox asks for an empty configuration; look at the template, the scope and the objects'),
};
