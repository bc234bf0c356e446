import type { RenderedInterface, RenderFacts } from './render-facts.ts';

/** The device in FRR's syntax: host name, then a section for each interface. */
export function renderFrr(facts: RenderFacts): string {
  const sections = facts.interfaces.map((one) =>
    [`interface ${one.name}`, ...linesOf(one), 'exit', '!'].join('\n'),
  );
  return `${[`hostname ${facts.name}`, '!', ...sections].join('\n')}\n`;
}

function linesOf(one: RenderedInterface): readonly string[] {
  return [
    ...(one.description === '' ? [] : [` description ${one.description}`]),
    ...one.addresses.map((address) => ` ${address.includes(':') ? 'ipv6' : 'ip'} address ${address}`),
    ...(one.enabled ? [] : [' shutdown']),
  ];
}
