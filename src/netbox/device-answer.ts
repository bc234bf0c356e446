import { z } from 'zod';
import { Choice } from './choice.ts';

const Address = z.object({ address: z.string() }).nullable();
const VirtualChassis = z.object({ id: z.int(), master: z.object({ id: z.int() }).nullable() }).nullable();

/** Anything else than a time is none. */
const LastUpdated = z.iso.datetime({ offset: true }).nullable().catch(null);

/** A device reduced to where its login is. */
export const DevicePlace = z.object({ id: z.int(), virtual_chassis: VirtualChassis });
export type DevicePlace = z.infer<typeof DevicePlace>;

/** A device as a unit needs it. */
export const DeviceAnswer = DevicePlace.extend({
  name: z.string().nullable(),
  display: z.string(),
  status: Choice,
  platform: z.object({ slug: z.string() }).nullable(),
  site: z.object({ slug: z.string() }),
  serial: z.string(),
  primary_ip: Address,
  oob_ip: Address,
  config_context: z.record(z.string(), z.unknown()),
  custom_fields: z.record(z.string(), z.unknown()),
  last_updated: LastUpdated,
});
export type DeviceAnswer = z.infer<typeof DeviceAnswer>;

/** A device with its custom fields, by name. */
export const DeviceState = DevicePlace.extend({ custom_fields: z.record(z.string(), z.unknown()) });
export type DeviceState = z.infer<typeof DeviceState>;

/** The same in a list, where there is no ETag. */
export const ListedState = DeviceState.extend({ last_updated: LastUpdated });

/** The fields of a schema, as NetBox's `fields` wants them: what is not asked for is not computed. */
export function fieldsOf(schema: z.ZodObject): string {
  return Object.keys(schema.shape).join(',');
}

/** The device whose login configures this one: the master of its chassis, or itself. */
export function loginDeviceOf(device: DevicePlace): number {
  // A chassis without master has no login of its own; its members stand for themselves and are told apart by their addresses.
  return device.virtual_chassis?.master?.id ?? device.id;
}
