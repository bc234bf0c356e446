import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { instantOf } from '../../src/domain/ids.ts';
import { AUDIENCES, NOTICE_KINDS } from '../../src/domain/notice.ts';
import { toPayload, WORDS } from '../../src/notify/payload.ts';
import { makeNotice } from '../support/make-notice.ts';

const page = await readFile(new URL('../../docs/notifications.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, text]) => text ?? '');
const schemaText = blocks.find((text) => text.includes('$schema')) ?? '{}';
const schema = z.fromJSONSchema(JSON.parse(schemaText) as Parameters<typeof z.fromJSONSchema>[0]);

const RECIPIENTS = [
  { kind: 'user', id: 1, username: 'anna', email: null, as: ['author', 'owner'] },
  { kind: 'contact', name: 'NOC', email: 'noc@example.org', role: 'ops', as: ['owner'] },
] as const;

describe('docs/notifications.md', () => {
  it('says of every event whom it concerns and whether it needs a person, in the order of the code', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| .*? \| +([a-z+]+) +\| +(yes|no) +\|$/gm)].map((row) =>
      row.slice(1),
    );
    expect(rows).toEqual(
      NOTICE_KINDS.map((kind) => [kind, AUDIENCES[kind].join('+'), WORDS[kind][1] ? 'yes' : 'no']),
    );
  });

  it.each(NOTICE_KINDS)('has a schema that the payload of "%s" fits', (kind) => {
    const until = instantOf('2026-11-22T12:00:00Z');
    const full = makeNotice({ kind, findings: 3, plan: { hash: 'abc', until }, endings: { applied: 1 } });
    for (const notice of [full, makeNotice({ kind })]) {
      const payload: unknown = JSON.parse(
        JSON.stringify(toPayload(notice, RECIPIENTS, 'https://n.example.org')),
      );
      expect(schema.safeParse(payload)).toMatchObject({ success: true });
    }
  });

  it('has a schema that refuses what is not in it', () => {
    const payload = toPayload(makeNotice(), RECIPIENTS, 'https://n.example.org');
    for (const wrong of [
      { ...payload, detail: 'a reason in free text' },
      { ...payload, event: 'party' },
      { ...payload, id: 'change 1' },
      { ...payload, unit: { ...payload.unit, configuration: 'x' } },
    ]) {
      expect(schema.safeParse(wrong).success).toBe(false);
    }
  });
});
