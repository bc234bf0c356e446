import { describe, expect, it } from 'vitest';
import { toScope } from '../../../src/cli/offline-options.ts';

describe('--scope', () => {
  it.each([
    [[], { kind: 'whole' }],
    [['whole'], { kind: 'whole' }],
    [['model'], { kind: 'model' }],
    [['router bgp'], { kind: 'sections', prefixes: ['router bgp'] }],
    [['router bgp', 'interface eth1'], { kind: 'sections', prefixes: ['router bgp', 'interface eth1'] }],
    [['router bgp, interface eth1'], { kind: 'sections', prefixes: ['router bgp', 'interface eth1'] }],
    [['vlan 10,20'], { kind: 'sections', prefixes: ['vlan 10,20'] }],
  ])('%j means %j', (given, scope) => {
    expect(toScope(given)).toEqual(scope);
  });

  it.each([[['model', 'router bgp']], [['whole,router bgp']], [['']], [['router bgp', ' ']]])(
    'refuses %j',
    (given) => {
      expect(() => toScope(given)).toThrow(/^Expected/);
    },
  );
});
