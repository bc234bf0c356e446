import type { UnitId } from '../../src/domain/ids.ts';
import type { AssignedContact, NetBoxUser, Ownership, People } from '../../src/ports/people.ts';

/** What a NetBox in memory knows of who answers for what; tests fill in what they need. */
export interface MemoryPeople extends People {
  readonly users: NetBoxUser[];
  readonly groups: Map<string, readonly string[]>;
  readonly owners: Map<number, readonly string[]>;
  /** By `type id`. */
  readonly contacts: Map<string, readonly AssignedContact[]>;
  readonly ownership: Map<UnitId, Ownership>;
  /** Thrown by every read while it is set. */
  fault: Error | null;
}

/** Users of these names; their ids count from 1. */
export function createMemoryPeople(...usernames: readonly string[]): MemoryPeople {
  const users = usernames.map((username, index) => ({
    id: index + 1,
    username,
    email: `${username}@example.org`,
  }));
  const named = (names: readonly string[]) => users.filter(({ username }) => names.includes(username));
  const read = <T>(value: T): Promise<T> =>
    people.fault === null ? Promise.resolve(value) : Promise.reject(people.fault);
  const people: MemoryPeople = {
    users,
    groups: new Map(),
    owners: new Map(),
    contacts: new Map(),
    ownership: new Map(),
    fault: null,
    readOwnership: (unitId) => read(people.ownership.get(unitId) ?? null),
    usersNamed: (names) => read(named(names)),
    membersOf: (groups) => read(named(groups.flatMap((group) => people.groups.get(group) ?? []))),
    usersOfOwner: (ownerId) => read(named(people.owners.get(ownerId) ?? [])),
    contactsOf: ({ type, id }) => read(people.contacts.get(`${type} ${id}`) ?? []),
  };
  return people;
}
