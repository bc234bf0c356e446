import { describe, expect, it } from 'vitest';
import { unitIdOf } from '../../../../src/domain/ids.ts';
import { rememberPeople } from '../../../../src/pipeline/notices/remember-people.ts';
import type { People } from '../../../../src/ports/people.ts';

/** Answers each question, and keeps what was asked; the first question about a site fails. */
function askedPeople() {
  const asked: string[] = [];
  let failures = 1;
  const note = <Value>(question: string, value: Value): Promise<Value> => {
    asked.push(question);
    if (question === 'dcim.site 1' && failures > 0) {
      failures -= 1;
      return Promise.reject(new Error('NetBox does not answer'));
    }
    return Promise.resolve(value);
  };
  const people: People = {
    readOwnership: (unitId) => note(unitId, null),
    usersNamed: (names) => note(names.join(), []),
    membersOf: (groups) => note(groups.join(), []),
    usersOfOwner: (ownerId) => note(String(ownerId), []),
    contactsOf: ({ type, id }) => note(`${type} ${id}`, []),
  };
  return { asked, people: rememberPeople(people) };
}

describe('people during one turn', () => {
  it('are asked for once, by whichever notice comes first', async () => {
    const { asked, people } = askedPeople();
    await Promise.all([people.usersNamed(['anna', 'bob']), people.usersNamed(['anna', 'bob'])]);
    await people.usersNamed(['anna']);
    await people.readOwnership(unitIdOf(1));
    await people.readOwnership(unitIdOf(2));
    await people.contactsOf({ type: 'dcim.device', id: 1 });
    await people.contactsOf({ type: 'tenancy.tenant', id: 1 });
    await people.contactsOf({ type: 'tenancy.tenant', id: 1 });
    expect(asked).toEqual([
      'anna,bob',
      'anna',
      unitIdOf(1),
      unitIdOf(2),
      'dcim.device 1',
      'tenancy.tenant 1',
    ]);
  });

  it('are asked for again after NetBox did not answer', async () => {
    const { asked, people } = askedPeople();
    const site = { type: 'dcim.site', id: 1 } as const;
    await expect(people.contactsOf(site)).rejects.toThrow('does not answer');
    await expect(people.contactsOf(site)).resolves.toEqual([]);
    expect(asked).toHaveLength(2);
  });
});
