import { readObject } from '../read-object.ts';
import { user } from '../resources/user.ts';
import type { World } from '../resource.ts';
import { answer, viewOf, type RestAnswer, type RestRequest } from './rest-request.ts';

/** `GET /api/authentication-check/`: whose token this is, with groups and own permissions. */
export function showAccount(request: RestRequest, world: World): RestAnswer {
  return answer(200, readObject(user, request.account.user, viewOf(request, world)));
}
