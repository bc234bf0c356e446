import { beforeEach, describe, expect, it } from 'vitest';
import { unitIdOf } from '../../../../src/domain/ids.ts';
import { AUDIENCES, type Notice } from '../../../../src/domain/notice.ts';
import { findRecipients, type RecipientRules } from '../../../../src/pipeline/notices/find-recipients.ts';
import { makeNotice } from '../../../support/make-notice.ts';
import { createMemoryPeople, type MemoryPeople } from '../../../support/memory-people.ts';

const UNIT = unitIdOf(1);
const RULES: RecipientRules = { audiences: AUDIENCES, ownUser: 'plumbline' };

let people: MemoryPeople;

beforeEach(() => {
  people = createMemoryPeople('anna', 'bob', 'carla', 'dora', 'plumbline');
  people.groups.set('noc', ['dora']);
  people.owners.set(3, ['bob', 'carla']);
  owned({ ownerId: 3 });
});

function owned(more: { ownerId?: number | null; tenantId?: number | null; policy?: unknown }): void {
  const policy = more.policy === undefined ? undefined : more.policy;
  people.ownership.set(UNIT, { ownerId: null, tenantId: null, ...more, siteId: 5, deviceId: 1, policy });
}

function contact(object: string, name: string, role: string | null): void {
  const before = people.contacts.get(object) ?? [];
  people.contacts.set(object, [...before, { name, email: `${name}@example.org`, role }]);
}

/** `anna: author`, `NOC (ops): owner`. */
async function told(more: Partial<Notice> = {}, rules = RULES): Promise<readonly string[]> {
  const recipients = (await findRecipients(people, makeNotice(more), rules)) ?? ['nobody'];
  return recipients.map((one) => {
    if (typeof one === 'string') return one;
    const name = one.kind === 'user' ? one.username : `${one.name} (${String(one.role)})`;
    return `${name}: ${one.as.join(' and ')}`;
  });
}

describe('who is told', () => {
  it('of an edit that was applied is its author alone', async () => {
    expect(await told({ kind: 'applied' })).toEqual(['anna: author']);
  });

  it('of a quarantine is the author and the owner’s users', async () => {
    expect(await told()).toEqual(['anna: author', 'bob: owner', 'carla: owner']);
  });

  it('of drift is the owner alone, since nobody edited', async () => {
    expect(await told({ kind: 'drift-appeared', authors: [] })).toEqual(['bob: owner', 'carla: owner']);
  });

  it('of a plan with several authors is each of them', async () => {
    expect(await told({ kind: 'plan-waiting', authors: ['anna', 'dora'] })).toEqual([
      'anna: author',
      'dora: author',
      'bob: owner',
      'carla: owner',
    ]);
  });

  it('holds somebody who is both author and owner once', async () => {
    expect(await told({ authors: ['bob'] })).toEqual(['bob: author and owner', 'carla: owner']);
  });

  it('leaves out our own account and authors NetBox does not have any more', async () => {
    expect(await told({ kind: 'applied', authors: ['plumbline', 'gone', ''] })).toEqual([]);
  });

  it('follows the settings where they differ from the defaults', async () => {
    const audiences = { ...AUDIENCES, applied: ['owner'], quarantined: [] } as const;
    expect(await told({ kind: 'applied' }, { ...RULES, audiences })).toEqual(['bob: owner', 'carla: owner']);
    expect(await told({}, { ...RULES, audiences })).toEqual(['nobody']);
  });

  it('is a contact of the device where it has no owner, in the order NetBox gives them', async () => {
    owned({ tenantId: 7 });
    contact('dcim.device 1', 'NOC', 'ops');
    contact('dcim.device 1', 'Field', null);
    contact('tenancy.tenant 7', 'Customer', 'ops');
    contact('dcim.site 5', 'Janitor', 'site');
    expect(await told({ kind: 'unreachable', authors: [] })).toEqual([
      'NOC (ops): owner',
      'Field (null): owner',
    ]);
  });

  it('is a contact of the tenant, then of the site, where the device has none', async () => {
    owned({ tenantId: 7 });
    contact('dcim.site 5', 'Janitor', 'site');
    expect(await told({ kind: 'unreachable', authors: [] })).toEqual(['Janitor (site): owner']);
    contact('tenancy.tenant 7', 'Customer', 'ops');
    expect(await told({ kind: 'unreachable', authors: [] })).toEqual(['Customer (ops): owner']);
  });

  it('is a contact also where the owner has no active user', async () => {
    people.owners.set(3, []);
    contact('dcim.device 1', 'NOC', 'ops');
    expect(await told({ kind: 'unreachable', authors: [] })).toEqual(['NOC (ops): owner']);
  });

  it('is whom the policy names, instead of the owner', async () => {
    owned({ ownerId: 3, policy: { owners: { anna: 'user', noc: 'group', ops: 'contact-role' } } });
    contact('dcim.device 1', 'NOC', 'ops');
    contact('dcim.device 1', 'Field', 'field');
    expect(await told({ authors: ['bob'] })).toEqual([
      'bob: author',
      'anna: owner',
      'dora: owner',
      'NOC (ops): owner',
    ]);
  });

  it('is the owner where the policy names nobody who exists, or cannot be read', async () => {
    for (const policy of [{ owners: { nobody: 'user' } }, { owners: { noc: 'team' } }, { nonsense: 1 }]) {
      owned({ ownerId: 3, policy });
      expect(await told({ kind: 'in-error', authors: [] })).toEqual(['bob: owner', 'carla: owner']);
    }
  });

  it('is the author alone where the device is gone', async () => {
    people.ownership.clear();
    expect(await told()).toEqual(['anna: author']);
  });

  it('is never more than a hundred people', async () => {
    const many = Array.from({ length: 150 }, (_, index) => `user${index}`);
    people = createMemoryPeople(...many);
    people.owners.set(3, many);
    owned({ ownerId: 3 });
    expect(await told()).toHaveLength(100);
  });
});
