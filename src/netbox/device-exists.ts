import { z } from 'zod';
import type { NetBoxClient } from './netbox-client.ts';
import { readPages } from './read-pages.ts';

const Id = z.object({ id: z.int() });

/** Whether NetBox shows the device to us. Read as a list, which needs the right to view and nothing more. */
export async function deviceExists(client: NetBoxClient, id: number): Promise<boolean> {
  const found = await readPages(client, {
    what: `look up device ${id}`,
    item: Id,
    call: (page) =>
      client.api.GET('/api/dcim/devices/', { params: { query: { ...page, id: [id], fields: 'id' } } }),
  });
  return found.some((device) => device.id === id);
}
