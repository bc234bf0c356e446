import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReceiver } from '../../../src/webhooks/create-receiver.ts';
import { createSignatureCheck } from '../../../src/webhooks/verify-signature.ts';
import {
  interfaceUpdate,
  MemoryInbox,
  MemoryLog,
  SECRET,
  sendRaw,
  sign,
  startReceiver,
  type TestReceiver,
} from './receiver-on-loopback.ts';
import { silentMeter } from '../../support/silent-meter.ts';

const PREVIOUS = 'the secret before it';
const body = JSON.stringify(interfaceUpdate());

describe('the signature of a webhook', () => {
  let receiver: TestReceiver;
  beforeAll(async () => {
    receiver = await startReceiver({ secrets: { current: SECRET, previous: PREVIOUS } });
  });
  afterAll(() => receiver.listening.close(0));

  const refused: Readonly<Record<string, string>> = {
    'an empty signature': '',
    'a signature with another secret': sign(body, 'somebody else'),
    'a signature of other bytes': sign(`${body} `),
    'a truncated signature': sign(body).slice(0, 64),
    'a signature that is too long': `${sign(body)}00`,
    'a signature in upper case': sign(body).toUpperCase(),
    'a signature that is not hex': 'z'.repeat(128),
    'a signature with a prefix': `sha512=${sign(body)}`,
  };
  it.each(Object.entries(refused))('refuses %s with 401 and no detail', async (_name, signature) => {
    const answer = await receiver.post(body, { 'x-hook-signature': signature });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ error: { code: 'unauthorized', message: 'Unauthorized.' } });
    expect(receiver.inbox.deliveries).toEqual([]);
  });

  it('refuses a webhook without a signature', async () => {
    const answer = await sendRaw(
      receiver.listening.port,
      `POST /webhooks/netbox HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('refuses two signatures even when both are right', async () => {
    const signature = sign(body);
    const answer = await sendRaw(
      receiver.listening.port,
      `POST /webhooks/netbox HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Hook-Signature: ${signature}\r\n` +
        `X-Hook-Signature: ${signature}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(receiver.inbox.deliveries).toEqual([]);
  });

  it('refuses an unsigned body before reading it as JSON', async () => {
    const answer = await receiver.post('{ not json', { 'x-hook-signature': '00' });
    expect(answer.status).toBe(401);
  });

  it('accepts the current and the previous secret, and says once that the previous one is in use', async () => {
    expect((await receiver.post(body)).status).toBe(202);
    const older = JSON.stringify(interfaceUpdate({ timestamp: '2026-11-21T06:00:01Z' }));
    expect((await receiver.post(older, { 'x-hook-signature': sign(older, PREVIOUS) })).status).toBe(202);
    expect((await receiver.post(older, { 'x-hook-signature': sign(older, PREVIOUS) })).status).toBe(202);
    const warnings = receiver.log.lines.filter(({ message }) => message.includes('previous secret'));
    expect(warnings).toHaveLength(1);
  });

  it('never writes a secret or a signature into the log', () => {
    const log = JSON.stringify(receiver.log.lines);
    for (const secret of [SECRET, PREVIOUS, sign(body)]) expect(log).not.toContain(secret);
  });
});

describe('a receiver without a secret', () => {
  it.each([
    { current: '', previous: null },
    { current: SECRET, previous: '' },
  ])('is refused: %j', (secrets) => {
    expect(() => createSignatureCheck(secrets)).toThrow(/webhook secret/);
    expect(() =>
      createReceiver({
        inbox: new MemoryInbox(),
        secrets,
        ownUser: 'plumbline',
        deadlineMs: 1,
        maxInFlight: 1,
        deliveries: { note: () => undefined },
        log: new MemoryLog(),
        meter: silentMeter,
      }),
    ).toThrow(/webhook secret/);
  });
});
