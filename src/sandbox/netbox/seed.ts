import type { Json } from '../../domain/json.ts';
import type { RenderTemplate } from './render/renderer.ts';

/**
 * What a stand-in holds when it starts. Objects refer to each other by name (platforms, sites and roles by slug or name);
 * a site, role or platform that is only named is made. Nothing of it leaves changelog rows or webhooks.
 */
export interface Seed {
  readonly devices: readonly SeedDevice[];
  readonly sites?: readonly SeedNamed[];
  readonly roles?: readonly SeedTemplated[];
  readonly platforms?: readonly SeedTemplated[];
  readonly vlans?: readonly SeedVlan[];
  readonly configTemplates?: readonly SeedTemplate[];
  readonly configContexts?: readonly SeedContext[];
  readonly users?: readonly SeedUser[];
  readonly permissions?: readonly SeedPermission[];
}

export interface SeedNamed {
  readonly name: string;
  /** Made of the name when absent. */
  readonly slug?: string;
}

export interface SeedTemplated extends SeedNamed {
  /** Name of a config template. */
  readonly configTemplate?: string;
}

export interface SeedVlan {
  readonly vid: number;
  readonly name: string;
  /** Of all sites when absent. */
  readonly site?: string;
}

/**
 * A config template. The stand-in has no Jinja: `render` is the template as a function. Without it the text is rendered
 * where it is given (`{{ device.name }}` works, statements do not), and a plain FRR or IOS configuration where not.
 */
export interface SeedTemplate {
  readonly name: string;
  readonly templateCode?: string;
  readonly render?: RenderTemplate;
}

export interface SeedContext {
  readonly name: string;
  readonly weight?: number;
  readonly data: { readonly [key: string]: Json };
  readonly sites?: readonly string[];
  readonly roles?: readonly string[];
  readonly platforms?: readonly string[];
}

export interface SeedUser {
  readonly username: string;
  /** For `/api/users/tokens/provision/`. */
  readonly password?: string;
  readonly groups?: readonly string[];
}

export interface SeedPermission {
  readonly name: string;
  readonly objectTypes: readonly string[];
  readonly actions: readonly string[];
  readonly constraints?: Json;
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
}

export interface SeedDevice {
  readonly name: string;
  /** Slug: `frr`, `cisco-ios`. */
  readonly platform?: string;
  readonly site?: string;
  readonly role?: string;
  readonly status?: string;
  readonly serial?: string;
  /** One of the addresses of the interfaces, with or without prefix length. */
  readonly primaryAddress?: string;
  readonly configTemplate?: string;
  /** What the config context shall hold under `plumbline`, as the device's local context data. */
  readonly plumbline?: { readonly [key: string]: Json };
  readonly interfaces?: readonly SeedInterface[];
}

export interface SeedInterface {
  readonly name: string;
  /** `1000base-t` unless said otherwise. */
  readonly type?: string;
  readonly enabled?: boolean;
  readonly description?: string;
  readonly mtu?: number;
  readonly mode?: string;
  /** VLANs by vid. */
  readonly untaggedVlan?: number;
  readonly taggedVlans?: readonly number[];
  readonly mgmtOnly?: boolean;
  /** With prefix length. Unlike over REST, the same address may stand on several devices. */
  readonly addresses?: readonly string[];
}
