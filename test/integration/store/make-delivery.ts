import { createHash } from 'node:crypto';
import type { EditedObject } from '../../../src/domain/netbox-object.ts';
import type { Delivery } from '../../../src/ports/inbox.ts';

/** An interface of device 1. */
export function editedInterface(id: number): EditedObject {
  return {
    type: 'dcim.interface',
    id,
    name: `eth${id}`,
    action: 'update',
    deviceId: 1,
    interfaceId: null,
  };
}

/** A delivery about one object; `variant` makes other bytes of the same fact. */
export function makeDelivery(requestId: string, object: EditedObject, variant = ''): Delivery {
  const body = Buffer.from(JSON.stringify({ requestId, object, variant }));
  return {
    id: createHash('sha256').update(body).digest('hex'),
    body,
    hint: { requestId, user: 'anna', event: 'updated', timestamp: '2026-11-21T10:00:00Z', object },
  };
}
