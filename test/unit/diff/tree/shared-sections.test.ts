import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLATFORMS, type Platform } from '../../../../src/domain/platform.ts';
import { rulesOf } from '../../../../src/diff/platforms/rules-of.ts';
import { readConfiguration } from '../../../../src/diff/tree/config-tree.ts';
import type { ConfigNode, ConfigSection } from '../../../../src/diff/tree/config-node.ts';
import { readIndentedTree, type TreeResult } from '../../../../src/diff/tree/read-tree.ts';
import { randomPair } from '../random-configuration.ts';

const INDENTED = PLATFORMS.filter((platform) => platform !== 'juniper_junos');

function topOf(read: TreeResult): ConfigSection {
  if (!read.ok) throw new Error(read.reason);
  return read.top;
}

/** Reads a text as every comparison does, beside those read before it. */
const beside = (platform: Platform, text: string) => topOf(readConfiguration(platform, text, 'intended'));
const alone = (platform: Platform, text: string) => topOf(readIndentedTree(rulesOf(platform), text));

/** All there is in a section, sections in it included, as plain values. */
function written(section: ConfigSection): unknown {
  return { ...section, rule: null, nodes: [...section.nodes.values()].map(writtenNode) };
}

function writtenNode({
  key,
  line,
  text,
  inside,
  defines,
  refers,
  isDefault,
  isMeant,
  vlans,
}: ConfigNode): unknown {
  const content = inside === null ? null : written(inside);
  return { key, line, text, inside: content, defines, refers, isDefault, isMeant, vlans };
}

describe('sections that are the same text in two configurations', () => {
  const text = (name: string) =>
    `hostname ${name}\ninterface Ethernet1\n   description same\n   no switchport\n`;

  it('are read once', () => {
    const port = 'interface Ethernet1\n   description same\n   mtu 9000\n';
    const [one, other] = ['a1', 'a2'].map((name) => beside('arista_eos', `hostname ${name}\n${port}`).nodes);
    const inside = one?.get('interface Ethernet1')?.inside;
    expect(inside?.nodes.size).toBe(2);
    expect(other?.get('interface Ethernet1')?.inside).toBe(inside);
  });

  it('are read each for itself where a line around them says what they mean', () => {
    const routed = `switchport default mode routed\n${text('a3')}`;
    for (const [first, second] of [
      [routed, text('a4')],
      [text('a5'), `switchport default mode routed\n${text('a6')}`],
    ] as const) {
      for (const one of [first, second]) {
        expect(written(beside('arista_eos', one))).toEqual(written(alone('arista_eos', one)));
      }
    }
    const [routes, switches] = [routed, text('a4')].map((one) => beside('arista_eos', one).nodes);
    const portOf = (nodes: ConfigSection['nodes'] | undefined) =>
      nodes?.get('interface Ethernet1')?.inside?.nodes.get('switchport');
    expect(portOf(routes)?.isDefault).not.toBe(portOf(switches)?.isDefault);
  });

  it.each(INDENTED)('mean on %s what they mean read alone, whatever was read before', (platform) => {
    fc.assert(
      fc.property(randomPair(platform), ({ one, other }) => {
        // The first lends its sections to the third, in which only the first line differs.
        for (const each of [one, other, `${one}\nhostname changed\n`]) {
          expect(written(beside(platform, each))).toEqual(written(alone(platform, each)));
        }
      }),
      { numRuns: 60 },
    );
  });
});
