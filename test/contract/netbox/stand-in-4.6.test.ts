import { afterAll, describe, expect, it } from 'vitest';
import { startNetBoxStandIn } from '../../../src/sandbox/netbox/stand-in.ts';
import { provisionRuntimeUser } from '../../netbox/real-bench.ts';
import { createNetBoxRest, resultsOf } from './netbox-rest.ts';

// There is no NetBox 4.6 to install by name; the stand-in plays what is known to differ.
const token = 'nbt_contractadm1.contractcontractcontractcontractcontr';
const standIn = await startNetBoxStandIn({
  host: '127.0.0.1',
  port: 0,
  version: '4.6',
  tokens: [{ token, username: 'admin', groups: [], superuser: true }],
  seed: { devices: [] },
});
afterAll(() => standIn.stop());

describe('provisioning a NetBox 4.6', () => {
  it('makes everything 4.6 understands, says what it does not, and changes nothing when run again', async () => {
    const first = await provisionRuntimeUser(standIn.url, token);
    expect(first.failures).toEqual([]);
    expect(first.token).toMatch(/^nbt_/);
    const left = first.plan.filter(({ action }) => action !== 'create');
    expect(left).toMatchObject([
      {
        object: 'event rule "Plumbline: needs a person"',
        action: 'leave',
        note: expect.stringContaining('4.7') as string,
      },
    ]);
    const again = await provisionRuntimeUser(standIn.url, token);
    expect(new Set(again.plan.map(({ action }) => action))).toEqual(new Set(['none', 'leave']));
    const rules = resultsOf(await createNetBoxRest(standIn.url, token).get('/extras/event-rules/'));
    expect(rules.map((rule) => rule['name'])).toEqual(['Plumbline: edits']);
  });
});
