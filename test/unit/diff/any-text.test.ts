import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffTexts } from '../../../src/diff/diff-texts.ts';
import { printConfiguration } from '../../../src/diff/print-configuration.ts';
import { simulateText } from '../../../src/diff/simulate-text.ts';
import { FAULT_CODES } from '../../../src/domain/fault.ts';
import { PLATFORMS } from '../../../src/domain/platform.ts';

const line = fc.oneof(
  fc.constantFrom(
    'interface GigabitEthernet1/0/1',
    ' description a  b',
    ' ip address 10.0.0.1 255.255.255.0',
    'interface eth0',
    ' ip address 10.0.0.1/24',
    'router bgp 65001',
    ' neighbor 10.0.0.2 remote-as 65002',
    'banner motd ^C',
    '^C',
    'exit',
    'end',
    '!',
    '\tdescription x',
    'system {',
    '}',
    'set system host-name r1',
    ' --More-- ',
    '% Invalid input',
    'no no no',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
);
const text = fc.array(line, { maxLength: 30 }).map((lines) => `${lines.join('\n')}\nend\n`);
const platform = fc.constantFrom(...PLATFORMS);

describe('whatever a file holds', () => {
  it('a comparison ends with a result, or with a known code and one line', () => {
    fc.assert(
      fc.property(platform, text, text, (name, live, intended) => {
        const result = diffTexts({
          platform: name,
          live,
          intended,
          baseline: null,
          scope: { kind: 'whole' },
        });
        if (!result.ok) {
          expect(Object.keys(FAULT_CODES)).toContain(result.code);
          expect(result.message).not.toMatch(/\n/);
        } else expect(result.inLine).toBe(result.findings.length === 0);
      }),
      { numRuns: 300 },
    );
  });

  it('a simulation and a tree end so, too', () => {
    fc.assert(
      fc.property(platform, text, text, (name, live, commands) => {
        for (const result of [simulateText(name, live, commands), printConfiguration(name, live)]) {
          if (!result.ok) expect(result.message).toMatch(/^.+$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
