import { Fault } from '../domain/fault.ts';

/** How a post can fail. `words` is what the library said, for the log. */
export type PostFailure =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'no-answer'; readonly words: string };

/** The one table from what went wrong with a post to a fault. `name` is the receiver's host: its address may hold a secret. */
export function toFault(name: string, failure: PostFailure): Fault {
  if (failure.kind === 'no-answer') {
    return new Fault(
      'outbound.unreachable',
      `${name} did not take the notice: no answer in time (${failure.words}). Check that the receiver runs and can be reached from here.`,
    );
  }
  const { status } = failure;
  const redirect = status >= 300 && status < 400 ? ' Redirects are not followed: set the final address.' : '';
  return new Fault(
    'outbound.refused',
    `${name} did not take the notice: expected a 2xx answer, found ${status}. See the receiver's own log.${redirect}`,
  );
}
