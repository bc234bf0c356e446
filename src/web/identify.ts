import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Person } from '../domain/person.ts';
import { ApiError } from './api-error.ts';

/** Tells who sends a request. `fresh` asks NetBox now; otherwise an answer of the last half minute will do. */
export type Identify = (request: Request, fresh: boolean) => Promise<Person>;

const REMEMBER_MS = 30_000;
const REMEMBER_AT_MOST = 200;
const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;

interface Remembered {
  readonly person: Person;
  readonly until: number;
}

/**
 * Identity by `Authorization: Bearer <NetBox token>`: NetBox says whose it is. 401 without a token; 403 (`netbox.forbidden`)
 * for a token that is nobody's; 503 while NetBox does not answer. Answers are remembered under a hash for a moment,
 * because a command asks for its result several times a second.
 */
export function createIdentify(whoIs: (token: string) => Promise<Person>): Identify {
  const remembered = new Map<string, Remembered>();
  return async (request, fresh) => {
    const token = tokenOf(request);
    const key = createHash('sha256').update(token).digest('base64');
    const known = remembered.get(key);
    if (!fresh && known !== undefined && known.until > Date.now()) return known.person;
    remembered.delete(key);
    const person = await whoIs(token);
    if (remembered.size >= REMEMBER_AT_MOST) remembered.clear();
    remembered.set(key, { person, until: Date.now() + REMEMBER_MS });
    return person;
  };
}

function tokenOf(request: Request): string {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) {
    throw new ApiError(
      401,
      'unauthorized',
      'Expected `Authorization: Bearer` with a NetBox token, found none.',
    );
  }
  return token;
}
