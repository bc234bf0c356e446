import type { Audience, Audiences, Notice, Recipient } from '../../domain/notice.ts';
import type { PolicyOwner } from '../../domain/policy.ts';
import { parsePolicy } from '../../guard/parse-policy.ts';
import type { AssignedContact, NetBoxUser, OwnedObject, Ownership, People } from '../../ports/people.ts';

export interface RecipientRules {
  readonly audiences: Audiences;
  /** Our own account: it edits nothing, and has no bell to look at. */
  readonly ownUser: string;
}

/** Most people one notice goes to: an owner may be a group of everybody. */
const MOST = 100;

/** Whom a notice goes to, each once; null when it concerns nobody. An empty list: somebody should be told, and NetBox names nobody. */
export async function findRecipients(
  people: People,
  notice: Notice,
  { audiences, ownUser }: RecipientRules,
): Promise<readonly Recipient[] | null> {
  const audience = audiences[notice.kind];
  if (audience.length === 0) return null;
  const authors = audience.includes('author') ? await authorsOf(people, notice, ownUser) : [];
  const owners = audience.includes('owner') ? await ownersOf(people, notice) : NOBODY;
  const users = new Map<number, Recipient>();
  for (const user of authors) users.set(user.id, toUser(user, ['author']));
  for (const user of owners.users) {
    users.set(user.id, toUser(user, users.has(user.id) ? ['author', 'owner'] : ['owner']));
  }
  const contacts = owners.contacts.map((contact): Recipient => ({
    kind: 'contact',
    ...contact,
    as: ['owner'],
  }));
  return [...users.values(), ...contacts].slice(0, MOST);
}

async function authorsOf(
  people: People,
  { authors }: Notice,
  ownUser: string,
): Promise<readonly NetBoxUser[]> {
  const names = authors.filter((name) => name !== '' && name !== ownUser);
  return names.length === 0 ? [] : await people.usersNamed(names);
}

interface Owners {
  readonly users: readonly NetBoxUser[];
  readonly contacts: readonly AssignedContact[];
}

const NOBODY: Owners = { users: [], contacts: [] };

/**
 * Who answers for the device: whom its policy names, else its NetBox owner, else its own contacts, its tenant's, its
 * site's. The first of these that names anybody who can be told is told alone.
 */
async function ownersOf(people: People, { unitId }: Notice): Promise<Owners> {
  const ownership = await people.readOwnership(unitId);
  if (ownership === null) return NOBODY;
  const named = await ownersNamed(people, ownership);
  if (isAnybody(named)) return named;
  const { ownerId } = ownership;
  const users = ownerId === null ? [] : await people.usersOfOwner(ownerId);
  if (users.length > 0) return { users, contacts: [] };
  return { users: [], contacts: await firstContacts(people, ownership, () => true) };
}

/** Whom the policy names. One that cannot be read refuses the device elsewhere; here it names nobody. */
async function ownersNamed(people: People, ownership: Ownership): Promise<Owners> {
  const read = parsePolicy(ownership.policy);
  if (read.kind !== 'policy' || read.policy.owners.length === 0) return NOBODY;
  const named = (kind: PolicyOwner['kind']) =>
    read.policy.owners.flatMap((owner) => (owner.kind === kind ? [owner.name] : []));
  const [usernames, groups, roles] = [named('user'), named('group'), named('contact-role')];
  const users = [
    ...(usernames.length === 0 ? [] : await people.usersNamed(usernames)),
    ...(groups.length === 0 ? [] : await people.membersOf(groups)),
  ];
  const hasRole = ({ role }: AssignedContact): boolean => role !== null && roles.includes(role);
  return { users, contacts: roles.length === 0 ? [] : await firstContacts(people, ownership, hasRole) };
}

async function firstContacts(
  people: People,
  { deviceId, tenantId, siteId }: Ownership,
  isMeant: (contact: AssignedContact) => boolean,
): Promise<readonly AssignedContact[]> {
  const objects: readonly OwnedObject[] = [
    { type: 'dcim.device', id: deviceId },
    ...(tenantId === null ? [] : [{ type: 'tenancy.tenant', id: tenantId } as const]),
    { type: 'dcim.site', id: siteId },
  ];
  for (const object of objects) {
    const contacts = (await people.contactsOf(object)).filter(isMeant);
    if (contacts.length > 0) return contacts;
  }
  return [];
}

function isAnybody({ users, contacts }: Owners): boolean {
  return users.length > 0 || contacts.length > 0;
}

function toUser({ id, username, email }: NetBoxUser, as: readonly Audience[]): Recipient {
  return { kind: 'user', id, username, email, as };
}
