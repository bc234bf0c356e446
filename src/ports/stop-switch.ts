/** `plumbline stop`: ends all new writes; works without database and without NetBox. */
export interface StopSwitch {
  /** The reason while the switch is on, null while it is off; unreadable counts as on. */
  reason(): Promise<string | null>;
}
