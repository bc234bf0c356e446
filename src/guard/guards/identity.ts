import { type Guard, type GuardFacts, PASS, refuse } from '../guard-facts.ts';

/** The device that answers must be the one NetBox means: by serial number where both know one, else by host name. */
export const identityGuard: Guard = {
  name: 'identity',
  decide: (facts) => {
    const { plan, reading } = facts;
    const { serial } = plan.unit;
    if (serial !== null && reading.facts.serial !== null) {
      return serial.toUpperCase() === reading.facts.serial.toUpperCase()
        ? PASS
        : refuse(
            `NetBox records serial ${serial}, the device at ${plan.unit.address} says ${reading.facts.serial}; correct NetBox or the address`,
          );
    }
    const accepted = acceptedNames(facts);
    return accepted.some((name) => name.toLowerCase() === reading.facts.hostname.toLowerCase())
      ? PASS
      : refuse(
          `expected host name ${plan.unit.name}, the device at ${plan.unit.address} says ${reading.facts.hostname}; correct NetBox or the address`,
        );
  },
};

/** Where the platforms keep the name of the device. */
const NAMES: ReadonlySet<string> = new Set(['hostname', 'system / host-name']);

/** A plan that renames the device meets it under its old name. */
function acceptedNames({ plan }: GuardFacts): readonly string[] {
  const renaming = plan.applies.filter(({ path, key }) => NAMES.has([...path, key].join(' / ')));
  return [plan.unit.name, ...renaming.map(({ baseline }) => (baseline ?? '').replace(/^host-?name +/, ''))];
}
