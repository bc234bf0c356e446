import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemName } from '../../../src/domain/configuration.ts';
import type { Command } from '../../../src/domain/plan.ts';
import { compareConfigurations } from '../../../src/diff/compare.ts';
import { readItems } from '../../../src/diff/read-items.ts';
import { remediate } from '../../../src/diff/remediate.ts';
import type { IosBox } from '../../../src/sandbox/devices/cisco-ios/box.ts';
import { enterLine } from '../../../src/sandbox/devices/cisco-ios/enter.ts';
import { TOP, type Place } from '../../../src/sandbox/devices/cisco-ios/entering.ts';
import { parseConfiguration, showRunning } from '../../../src/sandbox/devices/cisco-ios/text.ts';
import { randomPair } from './random-configuration.ts';

/**
 * The engine's simulator and the sandbox's device were written apart from each other: where they agree on every plan, both
 * would have to be wrong in the same way.
 */

function boxOf(text: string): IosBox {
  const ports = [...text.matchAll(/^interface (\S*Ethernet\S+)$/gm)].map(([, name = '']) => name);
  return {
    serial: '9TEST',
    version: '17.9.4a',
    users: [],
    enableSecret: null,
    bootedAt: new Date(0),
    ports: new Set(ports),
    farEnds: new Map(),
    managementAddress: '127.0.0.1',
    root: parseConfiguration(text),
    startup: '',
    changed: null,
    saved: null,
    lldpNeighbors: [],
    ospfNeighbors: [],
    archived: [],
    archivedCount: 0,
    messages: [],
    broken: new Set(),
    peerSince: new Map(),
  };
}

/** Types the commands into the device; every line must be accepted. */
function type(box: IosBox, commands: readonly Command[]): void {
  for (const { path, command } of commands) {
    let place: Place = TOP;
    for (const line of [...path, command]) {
      const entered = enterLine(box, place, line);
      if (entered.kind !== 'accepted')
        throw new Error(`${[...path, command].join(' / ')}: ${JSON.stringify(entered)}`);
      place = entered.place;
    }
  }
}

function itemsOf(text: string): readonly string[] {
  const read = readItems('cisco_ios', text, { kind: 'whole' }, 'live');
  if (!read.ok) throw new Error(read.reason);
  return read.items.map(({ path, line }) => [...path, line].join(' / ')).sort();
}

function planned(live: string, wanted: string, chosen: readonly ItemName[]) {
  const result = remediate({ platform: 'cisco_ios', live, wanted, chosen });
  if (result.kind === 'cannot') throw new Error([result.reason, ...result.places].join('\n'));
  return result;
}

describe('plans for IOS on the simulated device', () => {
  it('lead it there and back, every command accepted, exactly as predicted', () => {
    fc.assert(
      fc.property(randomPair('cisco_ios'), ({ one, other }) => {
        const box = boxOf(one);
        const comparison = compareConfigurations({
          platform: 'cisco_ios',
          intended: {
            source: 'rendered',
            text: other,
            scope: { kind: 'whole' },
            provenance: [],
            warnings: [],
          },
          live: showRunning(box),
          baseline: null,
          marks: [],
        });
        if (!comparison.ok) throw new Error(comparison.reason);
        const before = showRunning(box);
        const there = planned(before, other, comparison.findings);
        type(box, there.commands);
        expect(itemsOf(showRunning(box))).toEqual(itemsOf(there.resultText));
        type(box, planned(showRunning(box), before, comparison.findings).commands);
        expect(itemsOf(showRunning(box))).toEqual(itemsOf(showRunning(boxOf(one))));
      }),
      { numRuns: 100 },
    );
  });

  const folder = join(import.meta.dirname, '../../golden/cisco_ios');
  // The simulated device knows the lines of model intent; of others it would refuse what it was never taught.
  const isKnown = (name: string): boolean =>
    name.startsWith('model-') && existsSync(join(folder, name, 'after.conf'));
  const cases = readdirSync(folder).filter(isKnown);
  it.each(cases)('take every command of the golden case %s', (name) => {
    const file = (part: string): string => readFileSync(join(folder, name, part), 'utf8');
    const box = boxOf(file('live.conf'));
    type(box, commandsOf(file('plan.txt')));
    expect(itemsOf(showRunning(box))).toEqual(itemsOf(file('after.conf')));
    type(box, commandsOf(file('rollback.txt')));
    expect(itemsOf(showRunning(box))).toEqual(itemsOf(file('live.conf')));
  });
});

/** Reads a printed plan back: a line with deeper lines below it is a section. */
function commandsOf(text: string): readonly Command[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const depthOf = (line: string | undefined): number =>
    line === undefined ? 0 : line.length - line.trimStart().length;
  const path: string[] = [];
  return lines.flatMap((line, index) => {
    path.splice(depthOf(line), Infinity, line.trim());
    const isHeader = depthOf(lines[index + 1]) > depthOf(line);
    return isHeader ? [] : [{ path: path.slice(0, -1), command: line.trim() }];
  });
}
