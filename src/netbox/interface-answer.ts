import { z } from 'zod';
import { Choice } from './choice.ts';

const Named = z.object({ id: z.int(), name: z.string() });
const Vlan = Named.extend({ vid: z.int() });

/** An interface as far as model intent can express it. */
export const InterfaceAnswer = z.object({
  id: z.int(),
  device: z.object({ id: z.int() }),
  name: z.string(),
  enabled: z.boolean(),
  description: z.string(),
  mtu: z.int().nullable(),
  mode: Choice.nullable(),
  untagged_vlan: Vlan.nullable(),
  tagged_vlans: z.array(Vlan),
  mgmt_only: z.boolean(),
  lag: Named.nullable(),
  vrf: Named.nullable(),
});
export type InterfaceAnswer = z.infer<typeof InterfaceAnswer>;

/** An address with the interface it is assigned to. */
export const AddressAnswer = z.object({
  id: z.int(),
  address: z.string(),
  status: Choice,
  role: Choice.nullable(),
  vrf: Named.nullable(),
  assigned_object_type: z.string().nullable(),
  assigned_object_id: z.int().nullable(),
});
export type AddressAnswer = z.infer<typeof AddressAnswer>;

/** The id of the device interface an address is assigned to; null for a virtual machine's, an FHRP group's or nobody's. */
export function interfaceIdOf(address: Pick<AddressAnswer, 'assigned_object_type' | 'assigned_object_id'>) {
  return address.assigned_object_type === 'dcim.interface' ? address.assigned_object_id : null;
}
