import { describe, expect, it } from 'vitest';

import type { OperationalState } from '../../../src/domain/live.ts';
import { compareState, longestHoldMs } from '../../../src/pipeline/compare-state.ts';

const NOTHING = { interfaces: [], routing: false };
const FULL = { adjacent: true, state: 'Full/DR', interface: 'eth1' };
const before: OperationalState = { interfaces: {}, bgp: {}, ospf: { '192.0.2.2': FULL } };
const gone: OperationalState = { interfaces: {}, bgp: {}, ospf: {} };

describe('an OSPF adjacency that is lost', () => {
  it('is caused by a plan that influences routing, or its interface', () => {
    const words = ['OSPF neighbor 192.0.2.2 is gone, was Full/DR'];
    expect(compareState(before, gone, { ...NOTHING, routing: true }).caused).toEqual(words);
    expect(compareState(before, gone, { ...NOTHING, interfaces: ['eth1'] }).caused).toEqual(words);
    expect(compareState(before, gone, NOTHING)).toEqual({ caused: [], elsewhere: words });
  });

  it('is none where it was not complete before, or the platform does not tell', () => {
    const begun = { ...before, ospf: { '192.0.2.2': { ...FULL, adjacent: false, state: 'Init' } } };
    const influence = { interfaces: ['eth1'], routing: true };
    expect(compareState(begun, gone, influence).caused).toEqual([]);
    expect(compareState({ interfaces: {}, bgp: {} }, gone, influence).caused).toEqual([]);
  });

  it('may still look well for the dead interval, so that long is waited for', () => {
    expect(longestHoldMs(before)).toBe(40_000);
    expect(longestHoldMs(gone)).toBe(0);
  });
});

describe('an interface that is down after a plan', () => {
  const up: OperationalState = { interfaces: { eth1: { admin: 'up', oper: 'up' } }, bgp: {} };
  const down: OperationalState = { interfaces: { eth1: { admin: 'down', oper: 'down' } }, bgp: {} };

  it('counts against the plan, unless the plan itself shut it down', () => {
    const touched = { interfaces: ['eth1'], routing: true };
    expect(compareState(up, down, touched).caused).toEqual(['interface eth1 went down']);
    expect(compareState(up, down, { ...touched, disables: ['eth1'] }).caused).toEqual([]);
  });

  it('is expected to take its logical interfaces with it, and no other port', () => {
    const port = { admin: 'up', oper: 'up' } as const;
    const before = { interfaces: { 'ge-0/0/1.0': port, 'ge-0/0/10': port }, bgp: {} };
    const touched = { interfaces: ['ge-0/0/1'], disables: ['ge-0/0/1'], routing: true };
    const after = { interfaces: {}, bgp: {} };
    expect(compareState(before, after, touched)).toEqual({
      caused: [],
      elsewhere: ['interface ge-0/0/10 went down'],
    });
  });
});
