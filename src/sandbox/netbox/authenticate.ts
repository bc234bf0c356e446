import type { Account } from './permissions.ts';
import { Rejection } from './rejection.ts';
import type { World } from './resource.ts';
import { idIn, textIn } from './row.ts';

/** Finds the account of an `Authorization` header. Throws {@link Rejection}: NetBox answers every failure with 403, never 401. */
export function authenticate(header: string | undefined, world: World): Account {
  const [keyword = '', value, ...rest] = (header ?? '').split(' ').filter((part) => part !== '');
  if (!['bearer', 'token'].includes(keyword.toLowerCase())) {
    throw refused('Authentication credentials were not provided.');
  }
  if (value === undefined || rest.length > 0) {
    throw refused(
      'Invalid authorization header: Must be in the form "Bearer <key>.<token>" or "Token <token>"',
    );
  }
  // The prefix decides the version, not the keyword. The stand-in has no version 1 tokens.
  if (!value.startsWith('nbt_')) throw refused('Invalid v1 token');
  return accountOf(value.slice('nbt_'.length), world);
}

function accountOf(text: string, world: World): Account {
  const dot = text.indexOf('.');
  if (dot < 0) {
    throw refused(
      "Invalid authorization header: Could not parse key from v2 token. Did you mean to use 'Token' instead of 'Bearer'?",
    );
  }
  const [key, secret] = [text.slice(0, dot), text.slice(dot + 1)];
  const token = world.tables
    .all('users.token')
    .find((row) => textIn(row, '_key') === key && textIn(row, '_secret') === secret);
  const user = world.tables.find('users.user', token === undefined ? 0 : (idIn(token, 'user') ?? 0));
  if (token === undefined || user === null) throw refused('Invalid v2 token');
  if (token.values['enabled'] === false) throw refused('Token disabled');
  if (user.values['is_active'] === false) throw refused('User inactive');
  return { user, token };
}

function refused(detail: string): Rejection {
  return new Rejection(403, { detail });
}
