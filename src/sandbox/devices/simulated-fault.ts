/**
 * What can go wrong with a simulated device, one at a time. `at` names the moment: the k-th configuration command since the
 * fault was set (1 is the first), or the beginning of any line, also an exec command.
 */
export type SimulatedFault =
  /** Refuses that command. */
  | { readonly kind: 'refuse'; readonly at: number | string; readonly answer?: string }
  /** Takes that line and never answers again in that session. The line has had its effect when `applied`. */
  | { readonly kind: 'hang'; readonly at: number | string; readonly applied?: boolean }
  /** Cuts the connection at that line. The line has had its effect when `applied`. */
  | { readonly kind: 'close'; readonly at: number | string; readonly applied?: boolean }
  /** Asks something nobody expects. */
  | { readonly kind: 'question'; readonly at: number | string; readonly question: string }
  /** Answers, and echoes, one byte at a time with a pause after each; 0 is one byte per packet without a pause. */
  | { readonly kind: 'slow'; readonly msPerByte: number }
  /** Before the answer to that line prints lines that look like prompts: the exec prompt of the device among them. */
  | { readonly kind: 'prompt-like'; readonly at: number | string }
  /** After that line the named interfaces and BGP peers are down, whatever is configured, until the configuration is as before. */
  | { readonly kind: 'worse'; readonly at: number | string; readonly down: readonly string[] }
  /** Says yes to every configuration command and does nothing. */
  | { readonly kind: 'no-effect' }
  /** Says yes to every configuration command, and from the k-th on does nothing. */
  | { readonly kind: 'half'; readonly from: number }
  /** Reboots at that line, after it took effect; what was saved is what it comes back with. `saves` saves first. */
  | {
      readonly kind: 'reboot';
      readonly at: number | string;
      readonly saves?: boolean;
      readonly downMs?: number;
    }
  /** From that line on nothing reaches the device any more, until the configuration is as before (its own timer). */
  | { readonly kind: 'lose-management'; readonly at: number | string }
  /** Somebody else holds the configuration lock, or is in exclusive configuration mode. */
  | { readonly kind: 'locked'; readonly by: string }
  /**
   * A daemon has crashed and is not started again (FRR): its part of the configuration is not shown, and what of it was not saved
   * is lost. Without an effect on other platforms.
   */
  | { readonly kind: 'daemon-down'; readonly daemon: 'bgpd' | 'ospfd' | 'staticd' }
  /** All terminal lines are taken: new logins are refused as the platform refuses them. */
  | { readonly kind: 'no-lines' }
  /** Saving fails: the disk is full. */
  | { readonly kind: 'save-fails' }
  /** The accounts' home folders cannot be written, so that no dead-man job can be left behind (FRR); elsewhere without an effect. */
  | { readonly kind: 'read-only-home' }
  /** Presents another host key to new connections. */
  | { readonly kind: 'other-host-key' }
  /** Refuses every password. */
  | { readonly kind: 'wrong-password' }
  /** Accepts TCP connections and never speaks. */
  | { readonly kind: 'silent' };

/** True when the fault's moment is this line: the `count`-th configuration command (0 for an exec command), or its beginning. */
export function isMoment(at: number | string, line: string, count: number): boolean {
  return typeof at === 'number' ? at === count : line.trim().startsWith(at);
}
