/** The other end of a BGP session: what it has configured for us. */
export interface FarEnd {
  readonly address: string;
  /** Its own AS, which our `remote-as` must name. */
  readonly as: string;
  /** Our address as its neighbor statement names it, or null when it takes any. */
  readonly expectsAddress: string | null;
  /** Our AS as its neighbor statement names it, or null when it takes any. */
  readonly expectsAs: string | null;
}
