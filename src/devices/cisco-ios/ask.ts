import { createAsking } from '../shell-ask.ts';

/** Asks an IOS device for what it shows. */
export const { ask, askIfKnown } = createAsking({
  unknown: /^% ?(Invalid|Incomplete|Ambiguous|Unknown|Unrecognized)/m,
  forbidden: /^(% ?)?Command authorization failed/m,
});
