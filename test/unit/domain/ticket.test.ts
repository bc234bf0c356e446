import { describe, expect, it } from 'vitest';
import { ticketsIn, USUAL_TICKETS } from '../../../src/domain/ticket.ts';

describe('tickets in a changelog message', () => {
  it.each([
    ['NET-42: rename', ['NET-42']],
    ['CHG0012345 and INC0000001', ['CHG0012345', 'INC0000001']],
    ['closes #123, see #123 and (#7)', ['#123', '#7']],
    ['move VLAN-20 to AS-65001 as UTF-8 says', []],
    ['&#60; is no ticket, nor is a#1', []],
    ['', []],
  ])('of %j are %j', (message, tickets) => {
    expect(ticketsIn(message, USUAL_TICKETS)).toEqual(tickets);
  });

  it('are found by the pattern of the house', () => {
    expect(ticketsIn('change 4711/26, NET-42', String.raw`\d+/\d\d`)).toEqual(['4711/26']);
  });

  it('are few and short, however long the message is', () => {
    const many = Array.from({ length: 400 }, (_, index) => `A-${String(index)}`).join(' ');
    expect(ticketsIn(many, USUAL_TICKETS).length).toBeLessThanOrEqual(5);
    expect(ticketsIn(`A-${'1'.repeat(300)}`, USUAL_TICKETS)).toEqual([]);
  });
});
