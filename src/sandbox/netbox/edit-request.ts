/** The REST request an edit belongs to, as webhooks and changelog name it. */
export interface EditRequest {
  readonly id: string;
  readonly userId: number;
  readonly username: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}
