import { describe, expect, it } from 'vitest';
import { cleanOutput } from '../../../src/devices/clean-output.ts';

describe('cleaning terminal output', () => {
  it.each([
    ['line ends of all kinds', 'a\r\nb\r\r\nc\n', 'a\nb\nc\n'],
    ['colors and cursor moves', '\x1b[1;32mup\x1b[0m\x1b[K', 'up'],
    ['window titles', '\x1b]0;edge1\x07edge1#', 'edge1#'],
    ['backspaces', 'shoo\bw', 'show'],
    [
      'a paging prompt that was erased',
      `--More--${'\b'.repeat(8)}${' '.repeat(8)}${'\b'.repeat(8)}next`,
      'next',
    ],
    ['a redrawn line', 'description too-lo\rdescription too-long', 'description too-long'],
    ['zero bytes', 'a\0b', 'ab'],
    ['backspaces at the beginning', '\b\bx', 'x'],
  ])('does %s', (_what, raw, clean) => {
    expect(cleanOutput(raw)).toBe(clean);
  });
});
