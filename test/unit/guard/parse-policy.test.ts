import { describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../../src/domain/configuration.ts';
import { parsePolicy } from '../../../src/guard/parse-policy.ts';

function scopeOf(document: unknown) {
  const result = parsePolicy(document);
  if (result.kind !== 'policy') throw new Error(JSON.stringify(result));
  return { scope: result.policy.scope, exclusive: result.policy.exclusive };
}

function reason(document: unknown): string {
  const result = parsePolicy(document);
  return result.kind === 'unreadable' ? result.reason : '';
}

describe('the scope of a policy', () => {
  it('is, with intent from the model, everything the model expresses, and nothing exclusive', () => {
    expect(scopeOf({})).toEqual({ scope: [], exclusive: [] });
    expect(scopeOf({ intent: 'model', scope: {} })).toEqual({ scope: [], exclusive: [] });
  });

  it('names the collections that are exclusive, in an order that does not depend on the writer', () => {
    const scope = { interfaces: 'exclusive', vlans: 'reported', addresses: 'exclusive' };
    expect(scopeOf({ scope })).toEqual({ scope: [], exclusive: ['addresses', 'interfaces'] });
    const all = Object.fromEntries(COLLECTIONS.map((collection) => [collection, 'exclusive']));
    expect(scopeOf({ scope: all }).exclusive).toEqual(COLLECTIONS);
  });

  it('holds section prefixes, with intent from a template', () => {
    expect(scopeOf({ intent: 'rendered', scope: { ports: 'interface', routing: ' router bgp ' } })).toEqual({
      scope: ['interface', 'router bgp'],
      exclusive: [],
    });
  });

  it.each([
    ['a collection nobody knows', { scope: { routes: 'exclusive' } }, 'plumbline.scope: Unrecognized key'],
    ['a handling nobody knows', { scope: { vlans: 'yes' } }, 'plumbline.scope.vlans: Invalid'],
    ['section prefixes for the model', { scope: { ports: 'interface' } }, 'Unrecognized key: "ports"'],
    [
      'an exclusive collection for a template',
      { intent: 'rendered', scope: { vlans: 'exclusive' } },
      'goes with intent "model" only',
    ],
    ['a list, which NetBox would replace when it merges', { scope: ['addresses'] }, 'plumbline.scope: '],
    ['an explicit null', { scope: null }, 'plumbline.scope: '],
    ['a blank prefix', { intent: 'rendered', scope: { a: ' ' } }, 'plumbline.scope.a: '],
  ])('is refused, and with it the device, for %s', (_what, document, words) => {
    expect(reason(document)).toContain(words);
  });
});

function policyOf(document: unknown) {
  const result = parsePolicy(document);
  if (result.kind !== 'policy') throw new Error(JSON.stringify(result));
  return result.policy;
}

describe('the rules of a policy', () => {
  const rule = { path: 'interface * / description', reason: 'labels', owner: 'campus' };

  it('ignore nothing, guard nothing beyond the built-in places and allow few removals, unless told otherwise', () => {
    expect(policyOf({})).toMatchObject({ ignore: [], guardedPaths: [], removals: { lines: 5, percent: 2 } });
    expect(policyOf({ removals: { lines: 0 } }).removals).toEqual({ lines: 0, percent: 2 });
  });

  it('name nobody as owner, or users, groups and contact roles by the names NetBox has for them', () => {
    expect(policyOf({}).owners).toEqual([]);
    expect(policyOf({ owners: { alice: 'user', 'core team': 'group', ops: 'contact-role' } }).owners).toEqual(
      [
        { name: 'alice', kind: 'user' },
        { name: 'core team', kind: 'group' },
        { name: 'ops', kind: 'contact-role' },
      ],
    );
  });

  it('carry the names they have in the map', () => {
    const ignore = { labels: rule, wan: { ...rule, until: '2026-12-31' } };
    const policy = policyOf({ ignore, guardedPaths: { uplink: ' interface eth1 ' } });
    expect(policy.ignore).toEqual([
      { name: 'labels', ...rule, until: null },
      { name: 'wan', ...rule, until: '2026-12-31' },
    ]);
    expect(policy.guardedPaths).toEqual([{ name: 'uplink', path: 'interface eth1' }]);
  });

  it.each([
    [
      'an ignore rule without a reason',
      { ignore: { a: { ...rule, reason: ' ' } } },
      'plumbline.ignore.a.reason',
    ],
    ['an ignore rule nobody owns', { ignore: { a: { path: 'x', reason: 'y' } } }, 'plumbline.ignore.a.owner'],
    [
      'an ignore rule with a word nobody knows',
      { ignore: { a: { ...rule, til: 1 } } },
      'Unrecognized key: "til"',
    ],
    [
      'a date that is none',
      { ignore: { a: { ...rule, until: 'soon' } } },
      'expected a date such as 2026-12-31',
    ],
    ['a day that does not exist', { ignore: { a: { ...rule, until: '2026-02-30' } } }, 'expected a date'],
    [
      'an ignore rule for everything',
      { ignore: { a: { ...rule, path: '**' } } },
      'names everything there is',
    ],
    ['an empty pattern', { guardedPaths: { a: '' } }, 'plumbline.guardedPaths.a: the path pattern is empty'],
    ['a pattern with a hole', { guardedPaths: { a: 'a / / b' } }, 'has nothing between two "/"'],
    ['a list of ignore rules', { ignore: [rule] }, 'plumbline.ignore: '],
    ['a share above all there is', { removals: { percent: 101 } }, 'plumbline.removals.percent'],
    ['half a line', { removals: { lines: 0.5 } }, 'plumbline.removals.lines'],
    ['an owner of a kind nobody knows', { owners: { alice: 'team' } }, 'plumbline.owners.alice'],
    ['an owner without a name', { owners: { ' ': 'user' } }, 'plumbline.owners'],
    ['owners as a list', { owners: ['alice'] }, 'plumbline.owners'],
    ['a limit nobody knows', { removals: { sections: 1 } }, 'Unrecognized key: "sections"'],
    ['an explicit null', { removals: null }, 'plumbline.removals'],
  ])('refuse the device for %s', (_what, document, words) => {
    expect(reason(document)).toContain(words);
  });
});
