import type { Instant } from './ids.ts';

/**
 * A change the device takes back by itself unless somebody confirms it in time: IOS revert timer, EOS commit timer, Junos
 * `commit confirmed`, and the dead-man job on a host that runs FRR.
 */
export type Transaction = {
  /** Names it on the device where the platform has names: `pl-` and up to 12 letters or digits. */
  readonly name: string;
  /** Minutes until the device takes it back: IOS and Junos count in whole minutes. */
  readonly revertAfterMinutes: number;
};

/** A change on the device that still waits for a confirmation, whoever made it. */
export interface PendingRevert {
  /** True when it carries our name, or, where the platform has no names, when our write account made it. */
  readonly isOurs: boolean;
  /** Who or what it belongs to, in the device's words. */
  readonly owner: string;
}

/** Whether a device, as it is set up now, takes back what nobody confirms; if not, why, and what would help. */
export type SelfRevert = { readonly can: true } | { readonly can: false; readonly why: string };

/** A transaction as a change keeps it; `deadline` is a time by our clock at which the device has certainly not ended it yet. */
export type ArmedTransaction = Transaction & { readonly deadline: Instant };
