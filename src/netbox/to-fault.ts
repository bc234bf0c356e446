import { Fault, type FaultCode } from '../domain/fault.ts';

/**
 * Every way NetBox can fail us. `what` completes "NetBox could not …" and names no secret;
 * `words` is NetBox's own text, already bounded and redacted.
 */
export type NetBoxFailure =
  | { readonly kind: 'status'; readonly status: number; readonly words: string }
  | { readonly kind: 'unreachable'; readonly words: string }
  | { readonly kind: 'bad-answer'; readonly words: string }
  | { readonly kind: 'paused'; readonly seconds: number };

/** What each status means to us, and what a person does about it. Everything else is in {@link rowOf}. */
const BY_STATUS: Readonly<Record<number, readonly [FaultCode, string]>> = {
  // NetBox answers 403, never 401, for a token it does not know; a proxy in front of it may answer 401.
  401: ['netbox.forbidden', 'Check the token.'],
  403: ['netbox.forbidden', 'Check that the token is valid and its account has the permission.'],
  404: ['netbox.not-found', 'The object is gone, or the token may not see it.'],
  408: ['netbox.server-error', 'Tried again later.'],
  409: ['netbox.conflict', 'Something else holds the object.'],
  412: ['netbox.conflict', 'Somebody else saved the object in between.'],
  429: ['netbox.too-many-requests', 'Tried again when NetBox said so.'],
};

/** The one table from what went wrong at NetBox to a fault. Never `netbox.render-failed`: only a render can say that. */
export function toFault(what: string, failure: NetBoxFailure): Fault {
  switch (failure.kind) {
    case 'status': {
      const [code, next] = rowOf(failure.status);
      // Of a refusal (400) NetBox's words are the only thing that helps; an error page helps nobody but the log.
      const said = failure.status === 400 ? ` (${failure.words})` : '';
      const message = `NetBox could not ${what}: it answered ${failure.status}${said}. ${next}`;
      return new Fault(code, message, failure.words);
    }
    case 'unreachable':
      return new Fault(
        'netbox.unreachable',
        `NetBox could not ${what}: no answer. Check that NetBox runs and can be reached.`,
        failure.words,
      );
    case 'bad-answer':
      return new Fault(
        'netbox.bad-answer',
        `NetBox could not ${what}: its answer is not complete or not understood (${failure.words}). Nothing was concluded from it.`,
      );
    case 'paused':
      return new Fault(
        'netbox.too-many-requests',
        `NetBox could not ${what}: it asked for no request within the next ${failure.seconds} s. Tried again later.`,
      );
  }
}

function rowOf(status: number): readonly [FaultCode, string] {
  const row = BY_STATUS[status];
  if (row !== undefined) return row;
  if (status >= 500) return ['netbox.server-error', "See NetBox's own log."];
  // Following one would send the token to wherever it points, and turn a write into a read.
  if (status >= 300 && status < 400) {
    return ['netbox.rejected', 'That is a redirect, which is not followed: set the final URL of NetBox.'];
  }
  return ['netbox.rejected', 'Correct what it names, then try again.'];
}
