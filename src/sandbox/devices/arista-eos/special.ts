import { enterIpAddress, enterIpv6Address, enterVrfMember } from './addresses.ts';
import type { Entered, Entry } from './entering.ts';
import { accepted, invalidRest, refused } from './entering.ts';
import type { SpecialKind } from './kinds.ts';
import { interfaceNameOf, isLogical } from './names.ts';
import { insertInOrder } from './order.ts';
import { enterTrunkVlans, enterVlan } from './vlans.ts';
import { beginsWith, childOf, createNode, removeChildren } from '../configuration-node.ts';
import { enterAccessEntry } from '../enter-access-entry.ts';
import { createHash } from 'node:crypto';

export const SPECIAL: Readonly<Record<SpecialKind, (entry: Entry) => Entered>> = {
  interface: enterInterface,
  bgp: enterBgp,
  vlan: enterVlan,
  'ip-address': enterIpAddress,
  'ipv6-address': enterIpv6Address,
  'trunk-vlans': enterTrunkVlans,
  'vrf-member': enterVrfMember,
  neighbor: enterNeighbor,
  'access-entry': enterAccessEntry,
  hostname: enterHostname,
  username: enterUsername,
};

function put(entry: Entry, line: string, key: string): void {
  const old = entry.section.children.find((child) => beginsWith(child.line, key));
  if (old !== undefined) old.line = line;
  else insertInOrder(entry.section, createNode(line), entry.place.path.length === 0);
}

function enterInterface(entry: Entry): Entered {
  const name = interfaceNameOf(entry.rest.join(' '));
  if (name === null || (!isLogical(name) && !entry.box.ports.has(name))) return invalidRest(entry);
  const line = `interface ${name}`;
  if (entry.negated) {
    removeChildren(entry.section, (other) => other === line);
    // A port is there whatever the configuration says; what was set on it is gone.
    if (!isLogical(name)) insertInOrder(entry.section, createNode(line), true);
    return accepted(entry.place);
  }
  if (childOf(entry.section, line) === null) insertInOrder(entry.section, createNode(line), true);
  return accepted({ path: [line], mode: 'interface' });
}

function enterBgp(entry: Entry): Entered {
  const [as = ''] = entry.rest;
  if (!/^\d+(\.\d+)?$/.test(as)) return invalidRest(entry);
  const running = entry.section.children.find((child) => child.line.startsWith('router bgp '));
  const line = `router bgp ${as}`;
  if (running !== undefined && running.line !== line)
    return refused(`% BGP is already running with AS number ${running.line.slice('router bgp '.length)}`);
  if (entry.negated) {
    removeChildren(entry.section, (other) => other === line);
    return accepted(entry.place);
  }
  if (running === undefined) insertInOrder(entry.section, createNode(line), true);
  return accepted({ path: [line], mode: 'bgp' });
}

/** A neighbor is whatever lines it has; `no neighbor X` takes all of them along, also out of the address families. */
function enterNeighbor(entry: Entry): Entered {
  const [address = '', attribute = ''] = entry.rest;
  if (entry.negated && attribute === '') {
    const gone = (line: string) => beginsWith(line, `neighbor ${address}`);
    for (const node of [entry.section, ...entry.section.children]) removeChildren(node, gone);
    return accepted(entry.place);
  }
  const direction = entry.rest.at(-1) ?? '';
  const isDirected = direction === 'in' || direction === 'out';
  const key = `neighbor ${address} ${attribute}`;
  const same = (line: string) => beginsWith(line, key) && (!isDirected || line.endsWith(` ${direction}`));
  const old = entry.section.children.find((child) => same(child.line));
  if (entry.negated) removeChildren(entry.section, same);
  else if (old !== undefined) old.line = entry.line;
  else insertInOrder(entry.section, createNode(entry.line), false);
  return accepted(entry.place);
}

function enterHostname(entry: Entry): Entered {
  const [name = ''] = entry.rest;
  if (entry.negated) removeChildren(entry.section, (line) => beginsWith(line, 'hostname'));
  else if (!/^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/.test(name)) return invalidRest(entry);
  else put(entry, `hostname ${name}`, 'hostname');
  return accepted(entry.place);
}

/** A secret typed in clear is shown hashed, so it never reads back as it was sent. */
function enterUsername(entry: Entry): Entered {
  const [name = ''] = entry.rest;
  const key = `username ${name}`;
  if (entry.negated) {
    removeChildren(entry.section, (line) => beginsWith(line, key));
    return accepted(entry.place);
  }
  const line = entry.line.replace(/\bsecret (?:0 )?(?!sha512 |5 )(\S+)$/, (_match, secret: string) => {
    const hash = createHash('sha512').update(secret).digest('base64').replaceAll('+', '.').slice(0, 86);
    return `secret sha512 $6$simulated$${hash}`;
  });
  put(entry, line, key);
  return accepted(entry.place);
}
