import type { ConfigNode } from '../tree/config-node.ts';

/**
 * One step of a remediation: usually one command, several where they belong together (the pieces of a VLAN list), none for a
 * mere meeting point of the order.
 */
export interface Operation {
  readonly id: number;
  /** Headers around it, canonical. */
  readonly path: readonly string[];
  readonly commands: readonly string[];
  readonly does: 'remove' | 'enter' | 'add' | 'set' | 'meet';
  /** Place among the sections in the order of the text; 0 is the top level. */
  readonly sectionIndex: number;
  /** Place among the lines of the section: as the rules list them, then as the text does. */
  readonly rank: number;
  /** Symbols that are defined, referred to, referred to no more and defined no more once it took effect. */
  readonly gives: readonly string[];
  readonly needs: readonly string[];
  readonly releases: readonly string[];
  readonly drops: readonly string[];
  /** Lines whose address or list value it brings or takes away; the other ends of these are found by value. */
  readonly brings: readonly ConfigNode[];
  readonly takes: readonly ConfigNode[];
  /** 0: definitions come and change. 1: everything else. 2: what others must not refer to any more, and old members, go. */
  readonly phase: 0 | 1 | 2;
  /** For `set`: the line as it is now, so that the step can be taken apart into removal and addition. */
  readonly from: ConfigNode | null;
}

/** `after` may not begin before `before` took effect. A soft one gives way where everything waits for everything. */
export interface Constraint {
  readonly before: number;
  readonly after: number;
  /** Which part of `before` counts when it is taken apart: its removal is enough, or its addition has to be there. */
  readonly part: 'removal' | 'addition';
  readonly soft: boolean;
}

/** A place that cannot be brought to the wanted state by commands we are sure of, and why. */
export interface Refusal {
  readonly path: readonly string[];
  readonly key: string;
  readonly reason: string;
}
