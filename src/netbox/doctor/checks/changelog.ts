import { z } from 'zod';
import { parseAnswer } from '../../parse-answer.ts';
import { ok, unseen, warning, type DoctorCheck } from '../doctor-check.ts';

const DAY_MS = 86_400_000;
const ENOUGH_DAYS = 14;
const Rows = z.object({ results: z.array(z.object({ id: z.int(), time: z.string() })) });

/** How far back a worker that was away can catch up. NetBox does not tell its retention; its oldest row does. */
export const changelog: DoctorCheck = {
  name: 'changelog',
  async run({ client, nowMs }) {
    const what = 'tell its oldest changelog entry';
    const answer = await client.demand(
      what,
      client.api.GET('/api/core/object-changes/', {
        params: { query: { limit: 1, offset: 0, ordering: 'id', fields: 'id,time' } },
      }),
    );
    const [oldest] = parseAnswer(what, Rows, answer.body).results;
    if (oldest === undefined) {
      return [
        unseen(
          'The changelog is empty, or the account may see none of it.',
          'Look at the permission "Plumbline: read"; and keep CHANGELOG_RETENTION at 90 days or more.',
        ),
      ];
    }
    const days = Math.floor((nowMs() - Date.parse(oldest.time)) / DAY_MS);
    // Numbered from 1: an oldest row with that number was never followed by a pruning.
    if (oldest.id === 1)
      return [ok(`The changelog is whole: it reaches back to its first entry, ${days} days.`)];
    if (days >= ENOUGH_DAYS) return [ok(`The changelog reaches back ${days} days.`)];
    return [
      warning(
        `The changelog reaches back only ${days} days: after a longer outage every device has to be compared anew.`,
        'Raise CHANGELOG_RETENTION (Admin > System > Configuration); 90 days is NetBox’s own default.',
      ),
    ];
  },
};
