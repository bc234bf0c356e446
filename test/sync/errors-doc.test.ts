import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { FAULT_CODES } from '../../src/domain/fault.ts';

const page = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const sections = page.split(/^### /m).slice(1);

describe('docs/errors.md', () => {
  it('has a section for every fault code, in the order of the code, and for nothing else', () => {
    const documented = sections.map((section) => /^`([^`]+)`/.exec(section)?.[1]);
    expect(documented).toEqual(Object.keys(FAULT_CODES));
  });

  it.each(sections.map((section) => [section.split('\n')[0] ?? '', section]))(
    'says of %s what happened and what to do',
    (_title, section) => {
      expect(section).toMatch(/^What happened: \S/m);
      expect(section).toMatch(/^What to do: \S/m);
    },
  );
});
