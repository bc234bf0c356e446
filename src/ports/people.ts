import type { UnitId } from '../domain/ids.ts';

/** Who answers for what, as NetBox says. Every method throws `netbox.*` faults like `SourceOfTruth`. */
export interface People {
  /** What the unit's device says about who answers for it; null when NetBox has no such device. */
  readOwnership(unitId: UnitId): Promise<Ownership | null>;
  /** The active ones among these users. */
  usersNamed(usernames: readonly string[]): Promise<readonly NetBoxUser[]>;
  /** The active members of the groups of these names. */
  membersOf(groups: readonly string[]): Promise<readonly NetBoxUser[]>;
  /** The active users of an owner, its groups' members included. */
  usersOfOwner(ownerId: number): Promise<readonly NetBoxUser[]>;
  /** Contacts assigned to the object, most important first, without inactive ones. */
  contactsOf(object: OwnedObject): Promise<readonly AssignedContact[]>;
}

export interface Ownership {
  readonly ownerId: number | null;
  readonly tenantId: number | null;
  readonly siteId: number;
  readonly deviceId: number;
  /** What the merged config context holds under `plumbline`, unparsed. */
  readonly policy: unknown;
}

export interface OwnedObject {
  readonly type: 'dcim.device' | 'dcim.site' | 'tenancy.tenant';
  readonly id: number;
}

export interface NetBoxUser {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
}

export interface AssignedContact {
  readonly name: string;
  readonly email: string | null;
  /** Slug of the role; null for an assignment without one. */
  readonly role: string | null;
}
