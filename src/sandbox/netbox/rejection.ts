import type { Json } from '../../domain/json.ts';

/** Ends a request with that answer; whatever it wrote is undone. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly status: number;
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Json, headers: Readonly<Record<string, string>> = {}) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** A value NetBox does not take, with its words. */
export class FieldProblem extends Error {
  override readonly name = 'FieldProblem';
  readonly words: Json;
  /** Where NetBox reports it, when that is not the field itself. */
  readonly at: string | null;

  constructor(words: Json, at: string | null = null) {
    super(JSON.stringify(words));
    this.words = typeof words === 'string' ? [words] : words;
    this.at = at;
  }
}

/** A filter value NetBox does not take: 400 with the parameter's name. */
export function badFilter(parameter: string, words: string): Rejection {
  return new Rejection(400, { [parameter]: [words] });
}

/** NetBox's answer when the account lacks a right, or a written object would leave what the account may touch. */
export function denied(): Rejection {
  return new Rejection(403, { detail: 'You do not have permission to perform this action.' });
}
