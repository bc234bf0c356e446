import { beforeAll, describe, expect, it } from 'vitest';
import { createNetBox } from '../../src/netbox/create-netbox.ts';
import { unitIdOf } from '../../src/domain/ids.ts';
import { USED_PATHS } from '../../scripts/netbox-schema/operations.ts';
import { createNetBoxRest, idOf, resultsOf, type NetBoxRest } from '../contract/netbox/netbox-rest.ts';
import { makeNetBoxWorld, type NetBoxWorld } from '../contract/netbox/netbox-world.ts';
import { silentLog } from '../support/silent-log.ts';
import { silentMeter } from '../support/silent-meter.ts';
import { makeToken, provisionRuntimeUser } from './real-bench.ts';

/** The narrow account, which only a real NetBox can prove. */
export function runtimeUserSuite(instance: { readonly url: string; readonly token: string }): void {
  const rest = createNetBoxRest(instance.url, instance.token);
  const netBox = (token: string) =>
    createNetBox({
      url: instance.url,
      token,
      timeoutMs: 20_000,
      maxConcurrent: 4,
      maxRenders: 2,
      log: silentLog,
      meter: silentMeter,
    });

  describe('the account Plumbline runs under', () => {
    let world: NetBoxWorld;
    beforeAll(async () => {
      world = await makeNetBoxWorld(rest);
      for (const token of await tokensOf(rest, 'plumbline'))
        await rest.delete(`/users/tokens/${String(token)}/`);
    });

    it('is made with a token that works and is told once', async () => {
      const { token } = await provisionRuntimeUser(instance.url, instance.token);
      expect(token).toMatch(/^nbt_[A-Za-z0-9]{12}\.[A-Za-z0-9]{40}$/);
      expect(await netBox(token ?? '').ownAccount()).toMatchObject({ username: 'plumbline' });
    });

    it('is left as it is by a second run, which tells no token', async () => {
      const again = await provisionRuntimeUser(instance.url, instance.token);
      expect(again.plan.filter((one) => one.action !== 'none')).toEqual([]);
      expect(again.token).toBeNull();
    });

    it('keeps the constraints somebody put on the devices it may see', async () => {
      const permission = resultsOf(await rest.get('/users/permissions/?name=Plumbline:%20devices'))[0];
      const path = `/users/permissions/${String(idOf(permission))}/`;
      await rest.patch(path, { constraints: { name: world.edge.name } });
      await provisionRuntimeUser(instance.url, instance.token);
      const { source, journal } = netBox(await workerToken(rest));
      expect(await source.allUnits()).toEqual([unitIdOf(world.edge.id)]);
      expect(await source.readDevice(unitIdOf(world.core.id))).toBeNull();
      expect(await journal.showState(unitIdOf(world.core.id), 'drift')).toBe(false);
      await rest.patch(path, { constraints: null });
    });

    it('is told that it may not render, rather than that the device is gone, when the action is missing', async () => {
      const permission = resultsOf(await rest.get('/users/permissions/?name=Plumbline:%20devices'))[0];
      const path = `/users/permissions/${String(idOf(permission))}/`;
      await rest.patch(path, { actions: ['view'] });
      const { source, journal } = netBox(await workerToken(rest));
      const unit = unitIdOf(world.edge.id);
      await expect(source.render(unit)).rejects.toMatchObject({ code: 'netbox.forbidden' });
      await expect(journal.showState(unit, 'held')).rejects.toMatchObject({ code: 'netbox.forbidden' });
      const repaired = await provisionRuntimeUser(instance.url, instance.token);
      expect(repaired.plan.filter((one) => one.action !== 'none').map((one) => one.object)).toEqual([
        'permission "Plumbline: devices"',
      ]);
    });

    it('may not touch what it has no business with', async () => {
      const worker = createNetBoxRest(instance.url, await workerToken(rest));
      expect(
        (await worker.patch(`/dcim/interfaces/${String(world.edgeUplink)}/`, { description: 'x' })).status,
      ).toBe(403);
      expect((await worker.get('/extras/webhooks/')).status).toBe(403);
      const admin = resultsOf(await rest.get('/users/users/?limit=1'))[0];
      const forged = await worker.post('/extras/journal-entries/', {
        assigned_object_type: 'dcim.device',
        assigned_object_id: world.edge.id,
        comments: 'said somebody else',
        created_by: idOf(admin),
      });
      expect(forged.status).toBe(403);
      const note = await rest.make('/extras/journal-entries/', {
        assigned_object_type: 'dcim.device',
        assigned_object_id: world.edge.id,
        comments: 'a person’s note',
      });
      expect((await worker.delete(`/extras/journal-entries/${String(note)}/`)).status).toBe(404);
    });

    it.each(['/users/users/ username', '/users/permissions/ name', '/users/tokens/ user_id'])(
      'is provisioned through a filter NetBox knows: %s',
      async (text) => {
        const [path = '', name = ''] = text.split(' ');
        expect(USED_PATHS[`/api${path}`]?.get).toContain(name);
        const answer = await rest.get(`${path}?${name}=99999999`);
        if (answer.status === 400) expect(answer.body).toHaveProperty(name);
        else expect(resultsOf(answer)).toEqual([]);
      },
    );
  });
}

async function tokensOf(rest: NetBoxRest, username: string): Promise<readonly number[]> {
  const user = resultsOf(await rest.get(`/users/users/?username=${username}`))[0];
  const tokens = resultsOf(await rest.get(`/users/tokens/?user_id=${String(idOf(user))}`));
  return tokens.map(idOf);
}

async function workerToken(rest: NetBoxRest): Promise<string> {
  const user = resultsOf(await rest.get('/users/users/?username=plumbline'))[0];
  return await makeToken(rest, idOf(user));
}
