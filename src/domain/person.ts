/** Somebody NetBox knows, as NetBox itself says: never from a field a client can set. */
export interface Person {
  readonly username: string;
  readonly groups: readonly string[];
}
