import { describe, expect, it } from 'vitest';
import { createWebhookTarget } from '../../../src/notify/create-webhook-target.ts';
import { makeNotice } from '../../support/make-notice.ts';
import { silentMeter } from '../../support/silent-meter.ts';

const URL_WITH_SECRET = 'http://127.0.0.1:9/hooks/C4n4ryPath?token=C4n4ryQuery';

function targetOf(url: string) {
  return createWebhookTarget({
    url,
    secret: null,
    timeoutMs: 500,
    netboxUrl: 'http://n',
    meter: silentMeter,
  });
}

describe('an address notices are posted to', () => {
  it('is named by its host, because its path and query may be secret', async () => {
    const target = targetOf(URL_WITH_SECRET);
    expect([target.name, target.id].join()).not.toMatch(/C4n4ry/);
    const due = {
      notice: makeNotice(),
      target: target.id,
      recipient: '',
      recipients: [],
      failures: 0,
      targetFailures: 0,
      ageMs: 0,
    };
    // Nothing listens there; the fault goes into the log and the database.
    const fault: unknown = await target.deliver(due).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'outbound.unreachable' });
    expect(`${String(fault)} ${JSON.stringify(fault)}`).not.toMatch(/C4n4ry/);
  });

  it('keeps its id over restarts and in any order, so that what waits for it is still delivered', () => {
    expect(targetOf('https://a.example.org/x').id).toBe(targetOf('https://a.example.org/x').id);
    expect(targetOf('https://a.example.org/x').id).not.toBe(targetOf('https://a.example.org/y').id);
  });
});
