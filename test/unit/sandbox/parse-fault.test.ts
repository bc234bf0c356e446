import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAULT_FORMS, parseFault } from '../../../src/sandbox/parse-fault.ts';

const CONTEXT = { down: ['eth1', '10.0.0.2'] };
const faultOf = (text: string) => {
  const parsed = parseFault(text);
  return parsed.ok ? parsed.order(CONTEXT) : parsed.problem;
};

describe('a fault on the command line', () => {
  it.each([
    ['refuse', { kind: 'refuse', at: 1 }],
    ['refuse:3', { kind: 'refuse', at: 3 }],
    ['close:configure confirm', { kind: 'close', at: 'configure confirm', applied: true }],
    ['hang:description a:b', { kind: 'hang', at: 'description a:b', applied: true }],
    ['question', { kind: 'question', at: 1, question: 'Do you want to continue? [yes/no]: ' }],
    ['worse:2', { kind: 'worse', at: 2, down: ['eth1', '10.0.0.2'] }],
    ['half:2', { kind: 'half', from: 2 }],
    ['half', { kind: 'half', from: 1 }],
    ['reboot:2', { kind: 'reboot', at: 2, downMs: 3_000 }],
    ['lose-management', { kind: 'lose-management', at: 1 }],
    ['prompt-like:show version', { kind: 'prompt-like', at: 'show version' }],
    ['slow', { kind: 'slow', msPerByte: 1 }],
    ['locked', { kind: 'locked', by: 'anna' }],
    ['no-effect', { kind: 'no-effect' }],
  ])('is read from "%s"', (text, fault) => {
    expect(faultOf(text)).toEqual(fault);
  });

  it.each([
    ['', 'is no fault'],
    ['Refuse', 'is no fault'],
    ['fire:1', 'is no fault'],
    ['constructor', 'is no fault'],
    ['refuse:', 'the number of a configuration command'],
    ['refuse:0', 'the number of a configuration command'],
    ['refuse:-1', 'the number of a configuration command'],
    ['refuse: x', 'the beginning of a line'],
    ['refuse:99999999999999999999', 'the number of a configuration command'],
    ['half:interface', 'takes the number'],
    ['silent:1', 'takes no moment'],
    ['silent:', 'takes no moment'],
  ])('is refused as "%s", in words', (text, words) => {
    expect(faultOf(text)).toContain(words);
  });

  it('has a form that works for every kind it lists', () => {
    for (const form of FAULT_FORMS.split(', '))
      expect(parseFault(form.replace('[:AT]', ':2')).ok, form).toBe(true);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseFault(text)));
  });
});
