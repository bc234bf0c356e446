import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/domain/fault.ts';
import { toFault } from '../../../src/store/to-fault.ts';

function errorOf(code: string | undefined, message = 'words of pg'): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

describe('a failed query', () => {
  it.each([
    '08006',
    '40001',
    '40P01',
    '53100',
    '53300',
    '55P03',
    '57014',
    '57P01',
    '57P03',
    '58030',
    'ECONNREFUSED',
    'ENOENT',
    'ETIMEDOUT',
  ])('is store.unavailable for %s', (code) => {
    expect(toFault(errorOf(code))).toMatchObject({ code: 'store.unavailable', retry: 'later' });
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Query read timeout',
  ])('is store.unavailable when pg says: %s', (message) => {
    expect(toFault(errorOf(undefined, message))).toMatchObject({ code: 'store.unavailable' });
  });

  it.each(['28P01', '28000', '3D000'])('is a matter of settings for %s', (code) => {
    expect(toFault(errorOf(code))).toMatchObject({ code: 'settings.invalid', retry: 'never' });
  });

  it.each(['23505', '42P01', '22P02', undefined])('stays the bug it is for %s', (code) => {
    const error = errorOf(code);
    expect(toFault(error)).toBe(error);
  });

  it('leaves a fault alone', () => {
    const fault = new Fault('store.wrong-key', 'x');
    expect(toFault(fault)).toBe(fault);
  });
});
