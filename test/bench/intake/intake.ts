/** A receiver under load, listening on loopback. */
export interface Intake {
  /** Where webhooks are posted. */
  readonly url: string;
  /** Webhooks that are stored completely, counted in its tables. */
  stored(): Promise<number>;
  /** Stops listening and closes its connections. */
  close(): Promise<void>;
}
