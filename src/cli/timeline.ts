import type { StepPassing } from '../workflows/observe-definitions.ts';
import { say } from './print.ts';

/** What each step of the pipeline means to somebody who watches. Steps not named here pass in silence. */
const WORDS: Readonly<Record<string, string>> = {
  inventory: '1 inventory        which units does the edit concern',
  plan: '  plan             intended (NetBox) against live (SSH) against the baseline',
  claim: '  claim            no other change may touch the unit now',
  'pre-validate': '2 pre-validation   everything read again, guards asked',
  snapshot: '3 snapshot         configuration and operational state kept',
  execute: '4 execution        compare and swap, device armed to revert, commands one by one',
  verify: '5 post-validation  read back over a new session, state against the snapshot',
  confirm: '  confirm          the device keeps what it would have taken back by itself',
  'roll back': '6 rollback         taking back what this plan wrote, nothing else',
  settle: '  settle           reading until two reads agree',
  recovery: '  recovery         are the sessions back',
  save: '  save             running to startup configuration',
  journal: '7 report           journal entry and state in NetBox',
};

/** Prints steps as they are recorded, each with the seconds since `start` was called. */
export function createTimeline(): {
  readonly start: () => void;
  readonly observe: (passing: StepPassing) => void;
  readonly tell: (text: string) => void;
} {
  let startedAt = Date.now();
  const tell = (text: string): void =>
    say(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${text}`);
  return {
    start: () => {
      startedAt = Date.now();
    },
    observe({ step, moment }) {
      const words = WORDS[step];
      if (moment === 'recorded' && words !== undefined) tell(words);
    },
    tell,
  };
}
