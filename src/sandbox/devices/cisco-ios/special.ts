import { randomBytes } from 'node:crypto';
import { enterIpAddress, enterIpv6Address, enterVrfMember } from './addresses.ts';
import type { Entered, Entry } from './entering.ts';
import { accepted, invalidRest, refused } from './entering.ts';
import type { SpecialKind } from './kinds.ts';
import { interfaceNameOf, isLogical } from './names.ts';
import { insertInOrder } from './order.ts';
import { enterTrunkVlans, enterVlan } from './vlans.ts';
import { beginsWith, childOf, createNode, removeChildren } from '../configuration-node.ts';
import { enterAccessEntry } from '../enter-access-entry.ts';

/** Commands with rules of their own. */
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
  secret: enterSecret,
};

function put(entry: Entry, line: string, key: string): void {
  const old = entry.section.children.find((child) => beginsWith(child.line, key));
  if (old !== undefined) old.line = line;
  else insertInOrder(entry.section, createNode(line), entry.place.path.length === 0);
}

function enterInterface(entry: Entry): Entered {
  const name = interfaceNameOf(entry.rest.join(' '));
  if (name === null) return invalidRest(entry);
  const line = `interface ${name}`;
  if (!isLogical(name) && !entry.box.ports.has(name)) return invalidRest(entry);
  if (entry.negated) {
    if (!isLogical(name)) return refused('% Removal of physical interfaces is not permitted');
    removeChildren(entry.section, (other) => other === line);
    return accepted(entry.place);
  }
  if (childOf(entry.section, line) === null) insertInOrder(entry.section, createNode(line), true);
  return accepted({ path: [line], mode: name.includes('.') ? 'config-subif' : 'config-if' });
}

function enterBgp(entry: Entry): Entered {
  const [as = ''] = entry.rest;
  if (!/^\d+(\.\d+)?$/.test(as)) return invalidRest(entry);
  const running = entry.section.children.find((child) => child.line.startsWith('router bgp '));
  const line = `router bgp ${as}`;
  if (running !== undefined && running.line !== line)
    return refused(`BGP is already running; AS is ${running.line.slice('router bgp '.length)}`);
  if (entry.negated) {
    removeChildren(entry.section, (other) => other === line);
    return accepted(entry.place);
  }
  if (running === undefined) insertInOrder(entry.section, createNode(line), true);
  return accepted({ path: [line], mode: 'config-router' });
}

/** A neighbor exists through its `remote-as`; without it every other line of it is refused, and its end takes them all along. */
function enterNeighbor(entry: Entry): Entered {
  const [address = '', attribute = ''] = entry.rest;
  const process = entry.box.root.children.find((child) => child.line === entry.place.path[0]);
  const known = process?.children.some((child) => beginsWith(child.line, `neighbor ${address} remote-as`));
  if (entry.negated && (attribute === '' || attribute === 'remote-as')) {
    if (known !== true) return refused(`% No such neighbor`);
    for (const node of [process, ...(process?.children ?? [])])
      if (node !== undefined) removeChildren(node, (line) => beginsWith(line, `neighbor ${address}`));
    return accepted(entry.place);
  }
  if (known !== true && attribute !== 'remote-as')
    return refused('% Specify remote-as or peer-group commands first');
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
  if (entry.negated) {
    put(entry, 'hostname Router', 'hostname');
    return accepted(entry.place);
  }
  if (!/^[A-Za-z][A-Za-z0-9-]{0,62}$/.test(name))
    return refused('% Hostname contains one or more illegal characters.');
  put(entry, `hostname ${name}`, 'hostname');
  return accepted(entry.place);
}

/** Removing a user is the standing example of a question in the middle of configuration (facts/devices.md 2.1). */
function enterUsername(entry: Entry): Entered {
  const [name = ''] = entry.rest;
  const key = `username ${name}`;
  if (entry.negated)
    return {
      kind: 'question',
      question:
        'This operation will remove all username related configurations with same name.Do you want to continue? [confirm]',
      confirmed: () => removeChildren(entry.section, (line) => beginsWith(line, key)),
    };
  put(entry, hidden(entry.line), key);
  return accepted(entry.place);
}

function enterSecret(entry: Entry): Entered {
  if (entry.negated) removeChildren(entry.section, (line) => beginsWith(line, 'enable secret'));
  else put(entry, hidden(entry.line), 'enable secret');
  return accepted(entry.place);
}

/** A secret typed in clear is shown salted and hashed, so it never reads back as it was sent. */
function hidden(line: string): string {
  return line.replace(/\bsecret (?:0 )?(?!\d )(\S+)$/, () => {
    const [salt, hash] = [randomBytes(10), randomBytes(32)];
    return `secret 9 $9$${salt.toString('base64url')}$${hash.toString('base64url')}`;
  });
}
