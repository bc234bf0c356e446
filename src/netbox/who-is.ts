import { z } from 'zod';
import { Fault } from '../domain/fault.ts';
import type { Person } from '../domain/person.ts';
import { authorizationOf, type NetBoxClient } from './netbox-client.ts';
import { parseAnswer } from './parse-answer.ts';

const User = z.object({
  id: z.int(),
  username: z.string(),
  is_active: z.boolean().default(true),
  groups: z.array(z.object({ name: z.string() })),
  date_joined: z.string().default(''),
});

/** A NetBox account with its id, which journal entries name their author by. */
export interface Account extends Person {
  readonly id: number;
  /** When this NetBox made the account, to the microsecond: with the id, a mark that no other NetBox database carries. */
  readonly joined: string;
}

/** Whose token this is, said by NetBox. Throws `netbox.forbidden` when it is nobody's; NetBox is not asked about text that cannot be a token. */
export async function whoIs(client: NetBoxClient, token: string): Promise<Account> {
  const what = 'tell whose token this is';
  // It comes from outside and goes into a header.
  if (!/^[A-Za-z0-9._-]{1,200}$/.test(token)) {
    throw new Fault('netbox.forbidden', 'This is no NetBox token. Give one that NetBox made.');
  }
  const answer = await client.demand(
    what,
    client.api.GET('/api/authentication-check/', { headers: { Authorization: authorizationOf(token) } }),
  );
  const user = parseAnswer(what, User, answer.body);
  if (!user.is_active) throw new Fault('netbox.forbidden', `The account ${user.username} is not active.`);
  const { id, username, date_joined: joined } = user;
  return { id, username, joined, groups: user.groups.map((group) => group.name) };
}
