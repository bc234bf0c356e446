import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { provision, type ProvisionReport } from '../../src/netbox/provisioning/provision.ts';
import { readDeclaration } from '../../src/netbox/provisioning/read-declaration.ts';
import type { NetBoxBench } from '../contract/netbox/netbox-bench.ts';
import { createNetBoxRest, idOf, resultsOf, type NetBoxRest } from '../contract/netbox/netbox-rest.ts';
import { silentLog } from '../support/silent-log.ts';
import { silentMeter } from '../support/silent-meter.ts';

const Token = z.object({ key: z.string(), token: z.string() });

/** Makes the accounts the contract suite needs in a real NetBox. The worker's rights are exactly those provisioning gives. */
export async function makeRealBench(url: string, adminToken: string): Promise<NetBoxBench> {
  const rest = createNetBoxRest(url, adminToken);
  await provisionRuntimeUser(url, adminToken);
  const workerName = (await readDeclaration()).runtimeUser.username;
  const worker = resultsOf(await rest.get(`/users/users/?username=${workerName}`))[0];
  const me = await rest.get('/authentication-check/');
  return {
    url,
    adminToken,
    adminName: z.object({ username: z.string() }).parse(me.body).username,
    workerToken: await makeToken(rest, idOf(worker)),
    workerName,
    person: await makePerson(rest),
  };
}

/** Provisions everything, the narrow account included. */
export async function provisionRuntimeUser(url: string, adminToken: string): Promise<ProvisionReport> {
  return await provision({
    url,
    adminToken,
    declaration: await readDeclaration(),
    webhook: { payloadUrl: 'http://127.0.0.1:9/webhooks/netbox', secret: 'bench-secret' },
    runtimeUser: true,
    dryRun: false,
    timeoutMs: 20_000,
    log: silentLog,
    meter: silentMeter,
  });
}

/** A token of any account, as an administrator makes it. */
export async function makeToken(rest: NetBoxRest, user: number): Promise<string> {
  const made = await rest.post('/users/tokens/', { user, description: 'contract suite' });
  const { key, token } = Token.parse(made.body);
  return `nbt_${key}.${token}`;
}

async function makePerson(rest: NetBoxRest) {
  const username = `person-${randomUUID().slice(0, 8)}`;
  const group = `group-${username}`;
  const groupId = await rest.make('/users/groups/', { name: group });
  const user = await rest.make('/users/users/', {
    username,
    password: `aA1-${randomUUID()}`,
    groups: [groupId],
  });
  await rest.make('/users/permissions/', {
    name: `contract ${username}`,
    object_types: ['dcim.device', 'extras.journalentry'],
    actions: ['view', 'add'],
    users: [user],
  });
  return { token: await makeToken(rest, user), username, groups: [group] };
}
