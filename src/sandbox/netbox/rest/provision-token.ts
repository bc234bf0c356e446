import type { Json } from '../../../domain/json.ts';
import type { EditScope } from '../edit-scope.ts';
import { readObject } from '../read-object.ts';
import { Rejection } from '../rejection.ts';
import type { World } from '../resource.ts';
import { token } from '../resources/token.ts';
import { isRecord, textIn } from '../row.ts';
import { randomText } from '../random-text.ts';
import { answer, type RestAnswer } from './rest-request.ts';

/** `POST /api/users/tokens/provision/`: user name and password for a new token; the only call without a token. */
export function provisionToken(
  body: Json | undefined,
  base: string,
  world: World,
  scope: EditScope,
): RestAnswer {
  const given = isRecord(body) ? body : {};
  const missing = ['username', 'password'].filter((name) => given[name] === undefined);
  if (missing.length > 0) {
    throw new Rejection(400, Object.fromEntries(missing.map((name) => [name, ['This field is required.']])));
  }
  const user = world.tables.all('users.user').find((row) => textIn(row, 'username') === given['username']);
  const password = user === undefined ? '' : textIn(user, 'password');
  if (user === undefined || password === '' || password !== given['password']) {
    throw new Rejection(403, { detail: 'Invalid username/password' });
  }
  const row = scope.create(
    token,
    {
      user: user.id,
      description: typeof given['description'] === 'string' ? given['description'] : '',
      expires: null,
      enabled: true,
      write_enabled: given['write_enabled'] !== false,
      _key: randomText(12),
      _secret: randomText(40),
    },
    '',
  );
  const view = { world, base, audience: 'rest' } as const;
  return answer(201, { ...readObject(token, row, view), token: textIn(row, '_secret') });
}
