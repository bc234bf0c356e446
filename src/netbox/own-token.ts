import { z } from 'zod';
import type { NetBoxClient } from './netbox-client.ts';
import { readPages } from './read-pages.ts';

const Token = z.object({
  id: z.int(),
  key: z.string().nullable(),
  write_enabled: z.boolean(),
  expires: z.string().nullable(),
});

/** What NetBox says of a token to its owner. */
export interface OwnToken {
  readonly mayWrite: boolean;
  /** ISO time, or null when it never expires. */
  readonly expires: string | null;
}

/** The token this client speaks with; null where NetBox does not tell: an old token (version 1), or one without the right to look. */
export async function readOwnToken(client: NetBoxClient, token: string): Promise<OwnToken | null> {
  const key = /^nbt_([^.]+)\./.exec(token)?.[1];
  if (key === undefined) return null;
  const tokens = await readPages(client, {
    what: 'tell about its own token',
    item: Token,
    call: (page) => client.api.GET('/api/users/tokens/', { params: { query: { ...page, key: [key] } } }),
  });
  const own = tokens.find((one) => one.key === key);
  return own === undefined ? null : { mayWrite: own.write_enabled, expires: own.expires };
}
