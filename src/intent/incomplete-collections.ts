import type { Collection, Warning } from '../domain/configuration.ts';
import type { ObjectRef } from '../domain/netbox-object.ts';
import type { IntentProblem } from './intent-result.ts';

/**
 * The warning of an address that NetBox wants on the device and the text does not hold. FRR's management addresses are not
 * among them: they are Linux's, and no line of FRR's configuration.
 */
const UNSAID_ADDRESS = 'address-not-expressible';

/**
 * What an exclusive collection lacks in the text although NetBox has it: on the device it would be taken for nobody's and
 * removed. Interfaces and the VLANs of a trunk are always said whole, or not at all.
 */
export function incompleteCollections(
  device: ObjectRef,
  exclusive: readonly Collection[],
  warnings: readonly Warning[],
): readonly IntentProblem[] {
  if (!exclusive.includes('addresses')) return [];
  return warnings
    .filter(({ code }) => code === UNSAID_ADDRESS)
    .map(({ message }) => ({
      object: device,
      message: `${message} The scope makes addresses exclusive, so it would be removed from the device: make them "reported" in the policy.`,
    }));
}
