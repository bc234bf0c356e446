/** Whether the NetBox that answers is the one this worker serves, and our own database knows all that was done for it. */
export interface Pin {
  /**
   * Why nothing may be written, in words; null while there is no doubt. Throws `netbox.*` when it cannot be told. `recent`: a look
   * of the last seconds will do, as long as nothing is written on the strength of it.
   */
  doubt(look: 'now' | 'recent'): Promise<string | null>;
  /** Serves the NetBox that answers now. Returns what is served from now on, in words. */
  accept(by: string): Promise<string>;
}
