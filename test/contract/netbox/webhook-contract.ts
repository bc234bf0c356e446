import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { provision } from '../../../src/netbox/provisioning/provision.ts';
import { readDeclaration } from '../../../src/netbox/provisioning/read-declaration.ts';
import { silentLog } from '../../support/silent-log.ts';
import { silentMeter } from '../../support/silent-meter.ts';
import type { GetScene } from './contract-scene.ts';
import { eventually } from '../../support/eventually.ts';

const SECRET = 'webhook-contract-secret';

interface Delivery {
  readonly signature: string | undefined;
  readonly contentType: string | undefined;
  readonly raw: Buffer;
  readonly body: z.infer<typeof Body>;
}

/** What the receiver reads of a body, here read strictly enough to prove that it is there. */
const Body = z.object({
  event: z.string(),
  timestamp: z.iso.datetime({ offset: true }),
  object_type: z.string(),
  data: z.looseObject({ id: z.int() }),
  request: z.looseObject({ id: z.string(), user: z.string(), path: z.string(), method: z.string() }),
  snapshots: z.object({
    prechange: z.record(z.string(), z.unknown()).nullable(),
    postchange: z.record(z.string(), z.unknown()).nullable(),
  }),
});

/** The way from a save to a signed delivery. */
export function webhookContract(scene: GetScene): void {
  describe('a webhook', () => {
    const deliveries: Delivery[] = [];
    const of = (requestId: string) => deliveries.filter((one) => one.body.request.id === requestId);
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks);
        deliveries.push({
          raw,
          body: Body.parse(JSON.parse(raw.toString('utf8'))),
          signature: request.headers['x-hook-signature']?.toString(),
          contentType: request.headers['content-type'],
        });
        response.writeHead(202).end();
      });
    });

    beforeAll(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo; // a TCP server has one
      await provision({
        url: scene().bench.url,
        adminToken: scene().bench.adminToken,
        declaration: await readDeclaration(),
        webhook: { payloadUrl: `http://127.0.0.1:${String(port)}/webhooks/netbox`, secret: SECRET },
        runtimeUser: false,
        dryRun: false,
        timeoutMs: 20_000,
        log: silentLog,
        meter: silentMeter,
      });
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    const arrive = async (requestId: string, count: number) => {
      await eventually(() => expect(of(requestId)).toHaveLength(count), 20);
      return of(requestId);
    };

    it('arrives once for a save, signed over its exact bytes, with user, request and both snapshots', async () => {
      const { bench, rest, world } = scene();
      const saved = await rest.patch(`/dcim/interfaces/${String(world.edgeUplink)}/`, {
        description: `hooked ${world.tag} äöü`,
      });
      const [delivery] = await arrive(saved.requestId, 1);
      expect(delivery?.signature).toBe(
        createHmac('sha512', SECRET)
          .update(delivery?.raw ?? '')
          .digest('hex'),
      );
      expect(delivery?.contentType).toBe('application/json');
      expect(delivery?.body).toMatchObject({
        event: 'updated',
        object_type: 'dcim.interface',
        data: { id: world.edgeUplink, device: { id: world.edge.id } },
        request: { user: bench.adminName, method: 'PATCH' },
        snapshots: { postchange: { description: `hooked ${world.tag} äöü`, device: world.edge.id } },
      });
    });

    it('arrives for a save that changed nothing, with equal snapshots', async () => {
      const { rest, world } = scene();
      const saved = await rest.patch(`/dcim/devices/${String(world.core.id)}/`, { name: world.core.name });
      const [delivery] = await arrive(saved.requestId, 1);
      const { prechange, postchange } = delivery?.body.snapshots ?? {};
      expect(withoutTime(prechange)).toEqual(withoutTime(postchange));
    });

    it('names the worker when the worker shows a state, so that it is dropped', async () => {
      const { bench, world, open } = scene();
      const before = deliveries.length;
      const { journal } = open();
      await journal.showState(
        `device-${String(world.edge.id)}` as Parameters<typeof journal.showState>[0],
        'changing',
      );
      await eventually(() => expect(deliveries.length).toBe(before + 1), 20);
      expect(deliveries.at(-1)?.body.request.user).toBe(bench.workerName);
    });

    it('arrives once for each object of a bulk save, all under one request', async () => {
      const { rest, world } = scene();
      const ids = [world.edgeUplink, world.edgeAccess, world.coreUplink];
      const saved = await rest.patch(
        '/dcim/interfaces/',
        ids.map((id) => ({ id, description: `together ${world.tag}` })),
      );
      const together = await arrive(saved.requestId, 3);
      expect(together.map((one) => one.body.data.id).sort()).toEqual([...ids].sort());
    });

    it('arrives for created and deleted objects, with the missing snapshot null', async () => {
      const { rest, world } = scene();
      const made = await rest.post('/dcim/interfaces/', {
        device: world.core.id,
        name: 'hook0',
        type: 'virtual',
      });
      const [created] = await arrive(made.requestId, 1);
      expect(created?.body).toMatchObject({ event: 'created', snapshots: { prechange: null } });
      const deleted = await rest.delete(`/dcim/interfaces/${String(created?.body.data.id)}/`);
      const [gone] = await arrive(deleted.requestId, 1);
      expect(gone?.body).toMatchObject({ event: 'deleted', snapshots: { postchange: null } });
    });

    it('does not arrive for a type no rule names', async () => {
      const { rest, world } = scene();
      const filter = await rest.post('/extras/saved-filters/', {
        name: `silent ${world.tag}`,
        slug: `silent-${world.tag}`,
        object_types: ['dcim.device'],
        parameters: { status: ['active'] },
      });
      expect(filter.status).toBe(201);
      const device = await rest.patch(`/dcim/devices/${String(world.core.id)}/`, {
        comments: `loud ${world.tag}`,
      });
      // Webhooks leave in order: when the later save's has come, the earlier one's never will.
      await arrive(device.requestId, 1);
      expect(of(filter.requestId)).toEqual([]);
    });
  });
}

function withoutTime(snapshot: Readonly<Record<string, unknown>> | null | undefined) {
  return { ...snapshot, last_updated: null };
}
