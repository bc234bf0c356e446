import { netmaskOf } from '../ip-text.ts';
import type { RenderedInterface, RenderFacts } from './render-facts.ts';

/** The device in IOS syntax: host name, then a section for each interface. */
export function renderIos(facts: RenderFacts): string {
  const sections = facts.interfaces.map((one) => [`interface ${one.name}`, ...linesOf(one), '!'].join('\n'));
  return `${[`hostname ${facts.name}`, '!', ...sections, 'end'].join('\n')}\n`;
}

function linesOf(one: RenderedInterface): readonly string[] {
  return [
    ...(one.description === '' ? [] : [` description ${one.description}`]),
    ...switchportLines(one),
    ...(one.mtu === null ? [] : [` mtu ${one.mtu}`]),
    ...one.addresses.map((address, index) => addressLine(address, index)),
    one.enabled ? ' no shutdown' : ' shutdown',
  ];
}

function switchportLines(one: RenderedInterface): readonly string[] {
  if (one.mode === 'access') {
    return [
      ' switchport mode access',
      ...(one.untaggedVlan === null ? [] : [` switchport access vlan ${one.untaggedVlan}`]),
    ];
  }
  if (one.mode !== 'tagged' && one.mode !== 'tagged-all') return [];
  const native = one.untaggedVlan === null ? [] : [` switchport trunk native vlan ${one.untaggedVlan}`];
  const allowed =
    one.mode === 'tagged' ? [` switchport trunk allowed vlan ${one.taggedVlans.join(',')}`] : [];
  return [' switchport mode trunk', ...native, ...allowed];
}

function addressLine(address: string, index: number): string {
  const [host = '', length = '32'] = address.split('/');
  if (host.includes(':')) return ` ipv6 address ${address}`;
  return ` ip address ${host} ${netmaskOf(Number(length))}${index === 0 ? '' : ' secondary'}`;
}
