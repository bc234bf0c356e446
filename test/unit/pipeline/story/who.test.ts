import { describe, expect, it } from 'vitest';
import type { ChangeOrigin } from '../../../../src/domain/change.ts';
import { instantOf } from '../../../../src/domain/ids.ts';
import type { EditedObject } from '../../../../src/domain/netbox-object.ts';
import { type Cause, ticketMark, whoDidIt } from '../../../../src/pipeline/story/who.ts';
import { TELLING } from '../../../support/make-unit.ts';

const origin: ChangeOrigin = {
  kind: 'edit',
  user: 'anna',
  message: 'CHG0012345 move the uplink',
  time: instantOf('2026-11-21T10:00:00Z'),
};
const eth1: EditedObject = {
  type: 'dcim.interface',
  id: 7,
  name: 'eth1',
  action: 'update',
  deviceId: 1,
  interfaceId: null,
};
const cause: Cause = { origin, requestId: 'ab-cd', objects: [eth1], approvedBy: 'bob' };

describe('who did it', () => {
  it('is one paragraph of person, time, ticket, message, approver and links into NetBox', () => {
    expect(whoDidIt(cause, TELLING)).toBe(
      'Edit by **anna** at 2026-11-21 10:00 UTC, ticket **CHG0012345**: “CHG0012345 move the uplink”, approved by **bob**. ' +
        'In NetBox: updated [eth1](/dcim/interfaces/7/). [This edit in NetBox’s changelog](/core/changelog/?request_id=ab-cd)',
    );
  });

  it('links below the path NetBox is served at', () => {
    const told = whoDidIt(cause, { ...TELLING, netboxPath: '/netbox' });
    expect(told).toContain('[eth1](/netbox/dcim/interfaces/7/)');
    expect(told).toContain('(/netbox/core/changelog/?request_id=ab-cd)');
  });

  it('links to no object that is gone, names eight and counts the others', () => {
    const objects = Array.from({ length: 11 }, (): EditedObject => ({ ...eth1, action: 'delete' }));
    const told = whoDidIt({ ...cause, objects }, TELLING);
    expect(told.match(/deleted eth1/g)).toHaveLength(8);
    expect(told).toContain('deleted eth1 and 3 more.');
    expect(told).not.toContain('/dcim/');
  });

  it('says of an order who gave it, and no more than is known', () => {
    const ordered = { ...cause, origin: { ...origin, kind: 'order' as const, message: '' } };
    expect(whoDidIt({ ...ordered, requestId: null, objects: [], approvedBy: null }, TELLING)).toBe(
      'Order by **anna** at 2026-11-21 10:00 UTC.',
    );
  });

  it('puts the ticket behind the verdict', () => {
    expect(ticketMark(origin, TELLING)).toBe('· CHG0012345');
    expect(ticketMark({ ...origin, message: 'no ticket' }, TELLING)).toBe('');
  });
});
