import type { People } from '../../ports/people.ts';

/**
 * The same people for one turn: what many notices ask alike (author, site, owner) NetBox is asked once. A failure is
 * forgotten.
 */
export function rememberPeople(people: People): People {
  return {
    readOwnership: remember((unitId) => people.readOwnership(unitId)),
    usersNamed: remember((usernames) => people.usersNamed(usernames)),
    membersOf: remember((groups) => people.membersOf(groups)),
    usersOfOwner: remember((ownerId) => people.usersOfOwner(ownerId)),
    contactsOf: remember((object) => people.contactsOf(object)),
  };
}

function remember<Key, Value>(ask: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const answers = new Map<string, Promise<Value>>();
  return (key) => {
    const name = JSON.stringify(key);
    const answer = answers.get(name) ?? ask(key);
    answers.set(name, answer);
    answer.catch(() => answers.delete(name));
    return answer;
  };
}
