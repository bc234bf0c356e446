import type { Json } from '../../../domain/json.ts';
import type { Account } from '../permissions.ts';
import type { View, World } from '../resource.ts';

/** A request as the handlers see it: authenticated, its body read. */
export interface RestRequest {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly account: Account;
  /** Undefined without a body. */
  readonly body: Json | undefined;
  /** `http://host` as the client wrote it; links are made of it. */
  readonly base: string;
}

/** What goes back. `body` null sends none; text is sent as it is. */
export interface RestAnswer {
  readonly status: number;
  readonly body: Json | { readonly text: string; readonly contentType: string };
  readonly headers: Readonly<Record<string, string>>;
}

/** A JSON answer. */
export function answer(
  status: number,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): RestAnswer {
  return { status, body, headers };
}

/** The view of a REST client on the world. */
export function viewOf(request: RestRequest, world: World): View {
  return { world, base: request.base, audience: 'rest' };
}
