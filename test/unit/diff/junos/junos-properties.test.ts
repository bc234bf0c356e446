import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printJunos } from '../../../../src/diff/junos/print-junos.ts';
import { readJunos } from '../../../../src/diff/junos/read-junos.ts';
import { simulateJunos } from '../../../../src/diff/junos/simulate-junos.ts';
import { writeJunos } from '../../../../src/diff/junos/write-junos.ts';
import type { ConfigSection } from '../../../../src/diff/tree/config-node.ts';
import { junosMutants, junosPair, junosTwins } from '../random/juniper-junos.ts';

function read(text: string): ConfigSection {
  const result = readJunos(text);
  if (!result.ok) throw new Error(`${result.reason}\n${text}`);
  return result.top;
}

/** What two trees must have in common to be the same: keys and lines, and their order where it means something. */
function shape(section: ConfigSection): unknown {
  const rows = [...section.nodes.values()].map(({ key, line, inside }) => [
    key,
    line,
    inside === null ? null : shape(inside),
  ]);
  const isOrdered = section.rule?.ordered === true || !section.isKnown;
  return isOrdered ? rows : rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

function lead(from: ConfigSection, to: ConfigSection) {
  const { commands, refusals } = writeJunos(from, to);
  expect(refusals).toEqual([]);
  const { top, refused } = simulateJunos(from, commands);
  expect(refused).toEqual([]);
  return { commands, top };
}

describe('any two Junos configurations', () => {
  it('are the same tree whichever form they are written in', () => {
    fc.assert(
      fc.property(junosTwins, ({ one, other }) => {
        expect(shape(read(other))).toEqual(shape(read(one)));
      }),
      { numRuns: 80 },
    );
  });

  it('are the same tree after they were printed', () => {
    fc.assert(
      fc.property(junosPair, ({ one }) => {
        expect(shape(read(printJunos(read(one))))).toEqual(shape(read(one)));
      }),
      { numRuns: 100 },
    );
  });

  it('need no command to become themselves', () => {
    fc.assert(
      fc.property(junosTwins, ({ one, other }) => {
        expect(writeJunos(read(one), read(other))).toEqual({ commands: [], refusals: [] });
      }),
      { numRuns: 100 },
    );
  });

  it('are led from one to the other, and back, by commands the simulator takes', () => {
    fc.assert(
      fc.property(junosPair, ({ one, other }) => {
        const [from, to] = [read(one), read(other)];
        const there = lead(from, to);
        expect(shape(there.top)).toEqual(shape(to));
        expect(shape(lead(there.top, from).top)).toEqual(shape(from));
        expect(writeJunos(from, to).commands).toEqual(there.commands);
        for (const { command } of there.commands) expect(command).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 100 },
    );
  });

  it('lead to the same place when their commands are read as a configuration of set lines', () => {
    fc.assert(
      fc.property(junosPair, ({ one }) => {
        const { commands } = writeJunos(read(''), read(one));
        expect(shape(read(commands.map(({ command }) => `${command}\n`).join('')))).toEqual(shape(read(one)));
      }),
      { numRuns: 100 },
    );
  });

  it('differ when one change was made that means something', () => {
    fc.assert(
      fc.property(junosMutants, ({ one, other }) => {
        expect(writeJunos(read(one), read(other)).commands).not.toEqual([]);
        expect(shape(read(other))).not.toEqual(shape(read(one)));
      }),
      { numRuns: 100 },
    );
  });
});
