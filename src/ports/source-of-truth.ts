import type { DeviceRecord } from '../domain/device-model.ts';
import type { EditFacts } from '../domain/edit.ts';
import type { UnitId } from '../domain/ids.ts';
import type { EditedObject } from '../domain/netbox-object.ts';
import type { Person } from '../domain/person.ts';

/** NetBox as it is read. Every method throws a `Fault` (`netbox.*`) when NetBox does not answer completely; half a page is a fault. */
export interface SourceOfTruth {
  /** The whole edit from the changelog, or null when the changelog has no row of that request (a save that changed nothing, or rows pruned). */
  readEdit(requestId: string): Promise<EditFacts | null>;
  /** The units whose intended configuration these objects can influence, each once, in id order. Objects gone without a trace map to nothing. */
  unitsOf(objects: readonly EditedObject[]): Promise<readonly UnitId[]>;
  /** All devices the worker may look at, in id order. */
  allUnits(): Promise<readonly UnitId[]>;
  /** Device ids of the named devices; a name that matches none or several is in `unknown`, with the reason. */
  findUnits(
    names: readonly string[],
  ): Promise<{ readonly found: readonly UnitId[]; readonly unknown: readonly string[] }>;
  /** The device with its interfaces and addresses, or null when NetBox has no such device. */
  readDevice(unitId: UnitId): Promise<DeviceRecord | null>;
  /** NetBox's rendered configuration. `netbox.render-failed` carries NetBox's own words. */
  render(unitId: UnitId): Promise<string>;
  /** Whose token this is; `netbox.forbidden` when it is nobody's. */
  whoIs(token: string): Promise<Person>;
}
