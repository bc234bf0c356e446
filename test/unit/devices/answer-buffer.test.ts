import { describe, expect, it } from 'vitest';
import { createAnswerBuffer } from '../../../src/devices/answer-buffer.ts';

function filled(...pieces: readonly string[]) {
  const buffer = createAnswerBuffer();
  for (const piece of pieces) buffer.add(piece);
  return buffer;
}

describe('an answer that is arriving', () => {
  it('shows its last line, whatever pieces it came in', () => {
    const text = 'show clock\r\n10:00\r\nedge1#';
    expect(filled(text).lastLine()).toBe('edge1#');
    const bytes = Array.from(text);
    expect(filled(...bytes).lastLine()).toBe('edge1#');
    expect(filled(...bytes).text()).toBe(text);
    expect(filled('edge1#', '\r\n').lastLine()).toBe('');
  });

  it('knows whether a line was echoed, also one that was redrawn, and not half of one', () => {
    expect(filled('show cl').hasEcho('show clock')).toBe(false);
    expect(filled('show clock 2').hasEcho('show clock')).toBe(false);
    expect(filled('show cl', 'ock\r', '\n').hasEcho('show clock')).toBe(true);
    expect(filled('shox\bw clock\r\n').hasEcho('show clock')).toBe(true);
  });

  it('knows whether its last line was there twice, whatever pieces it came in', () => {
    const text = '10:00\r\nedge1#\r\nedge1#';
    expect(filled(text).isLastRepeated()).toBe(true);
    expect(filled(...Array.from(text)).isLastRepeated()).toBe(true);
    expect(filled('edge1#\r\nedge1#').isLastRepeated()).toBe(true);
    expect(filled('edge1#').isLastRepeated()).toBe(false);
    expect(filled('edge1#\r\n10:00\r\nedge1#').isLastRepeated()).toBe(false);
    expect(filled('my-edge1#\r\nedge1#').isLastRepeated()).toBe(false);
  });

  it('stays as fast at its end as at its beginning when no echo and no line end ever come', () => {
    const buffer = createAnswerBuffer();
    const piece = 'x'.repeat(16_384);
    const begun = performance.now();
    for (let count = 0; count < 1_000; count += 1) {
      buffer.add(piece);
      buffer.hasEcho('show clock');
      buffer.lastLine();
    }
    // Looking at all of it each time takes half a minute.
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect(buffer.length()).toBe(16_384_000);
  });
});
