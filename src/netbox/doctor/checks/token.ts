import { readOwnToken } from '../../own-token.ts';
import { whoIs } from '../../who-is.ts';
import { failure, ok, unseen, warning, type DoctorCheck, type DoctorFinding } from '../doctor-check.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

/** Whose token it is, and whether it can write and will last. */
export const token: DoctorCheck = {
  name: 'token',
  async run({ client, token: text, ownUser, nowMs }) {
    const { username } = await whoIs(client, text);
    const own = await readOwnToken(client, text);
    return [
      whose(username, ownUser),
      ...(own === null
        ? [
            unseen(
              'NetBox does not tell whether the token may write and when it expires.',
              'Use a token of version 2.',
            ),
          ]
        : [writing(own.mayWrite), lasting(own.expires, nowMs())]),
    ];
  },
};

function whose(username: string, ownUser: string): DoctorFinding {
  if (username.toLowerCase() === ownUser.toLowerCase()) return ok(`The token belongs to ${username}.`);
  return failure(
    `The token belongs to ${username}, but PLUMBLINE_NETBOX_USER is ${ownUser}: Plumbline would take its own saves for edits.`,
    'Set NETBOX_TOKEN to the token that plumbline provision --runtime-user printed, or correct PLUMBLINE_NETBOX_USER.',
  );
}

function writing(mayWrite: boolean): DoctorFinding {
  if (mayWrite) return ok('The token may write.');
  return failure(
    'The token may only read: no state, no journal entry, and no rendered configuration, which is a POST.',
    'Switch "write enabled" on for the token in NetBox.',
  );
}

function lasting(expires: string | null, nowMs: number): DoctorFinding {
  if (expires === null) return ok('The token does not expire.');
  const days = Math.floor((Date.parse(expires) - nowMs) / DAY_MS);
  if (days > SOON_DAYS) return ok(`The token expires in ${days} days.`);
  return warning(
    `The token expires in ${days} days, on ${expires}.`,
    'Extend it in NetBox, or make a new one.',
  );
}
