import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fenceSection,
  listSection,
  LONGEST_ENTRY,
  tableSection,
  text,
  writeEntry,
} from '../../../../src/pipeline/story/entry.ts';
import { plain } from '../../../../src/pipeline/story/markdown.ts';

const ELSEWHERE = 'All of it: `plumbline changes edit:1:1`.';
const lines = (count: number, width = 60) =>
  Array.from({ length: count }, (_, index) => `${String(index)} ${'permit '.repeat(width / 7)}`);

describe('an entry', () => {
  it('holds all of what is short, and says nothing of leaving out', () => {
    const entry = writeEntry([text('box'), fenceSection('**Commands**', 'lines', lines(20))], ELSEWHERE);
    expect(entry).toContain('19 permit');
    expect(entry).not.toMatch(/left out|All of it/i);
  });

  it('leaves out whole lines at the end, and says how many, how much and where the rest is', () => {
    const entry = writeEntry([text('box'), fenceSection('**Commands**', 'lines', lines(2_000))], ELSEWHERE);
    expect(entry).toMatch(/\n```\n\n… 1\d{3} of 2000 lines \(\d+ kB\) left out\n\n\*\*Left out/);
    expect(entry.endsWith(ELSEWHERE)).toBe(true);
  });

  it('shares what there is: a huge part takes nothing from a small one', () => {
    const small = listSection('**Checks**', 'checks', ['BGP is up', 'two reads agree']);
    const entry = writeEntry(
      [fenceSection('**One**', 'lines', lines(3_000)), fenceSection('**Two**', 'lines', lines(3_000)), small],
      ELSEWHERE,
    );
    expect(entry).toContain('- BGP is up\n- two reads agree');
    const [one = '', two = ''] = entry.split('**Two**');
    expect(Math.abs(one.length - two.length)).toBeLessThan(1_500);
  });

  it('is never longer than the limit, with every fence closed and every row whole', () => {
    const part = fc.oneof(
      fc.array(fc.string({ unit: fc.constantFrom('`', '|', '<', '>', ' ', 'a', 'é'), maxLength: 200 }), {
        maxLength: 400,
      }),
      fc.constant(lines(1_500)),
    );
    fc.assert(
      fc.property(part, part, part, (table, listing, list) => {
        const rows = table.map((cell) => [plain(cell), plain(cell)]);
        const entry = writeEntry(
          [
            text('box'),
            tableSection('**Table**', 'rows', { head: ['a', 'b'], rows }),
            fenceSection('**Fence**', 'lines', listing),
            listSection(
              '**List**',
              'points',
              list.map((point) => plain(point)),
            ),
          ],
          ELSEWHERE,
        );
        expect(Buffer.byteLength(entry)).toBeLessThanOrEqual(LONGEST_ENTRY);
        const outside = entry.replace(/^(`{3,})\n[\s\S]*?\n\1$/gm, '');
        expect(outside).not.toMatch(/^```/m);
        const cells = outside.split('\n').filter((line) => line.startsWith('|'));
        expect(new Set(cells.map((line) => line.split('|').length)).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });
});
