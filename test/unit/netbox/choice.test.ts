import { describe, expect, it } from 'vitest';
import { Choice } from '../../../src/netbox/choice.ts';

describe('a choice', () => {
  it.each([
    ['as plain text, as NetBox 4.6 writes select custom fields', 'in line'],
    ['with its label, as NetBox 4.7 writes them', { value: 'in line', label: 'In line' }],
  ])('is read %s', (_name, written) => {
    expect(Choice.parse(written)).toBe('in line');
  });

  it('is nothing else', () => {
    expect(Choice.safeParse(7).success).toBe(false);
    expect(Choice.safeParse({ label: 'In line' }).success).toBe(false);
  });
});
