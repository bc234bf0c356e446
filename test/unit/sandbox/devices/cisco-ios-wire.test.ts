import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wireProblem } from '../../../../src/devices/wire-gate.ts';
import { createCiscoIos } from '../../../../src/sandbox/devices/cisco-ios/cisco-ios.ts';
import { createBox } from '../../../../src/sandbox/devices/cisco-ios/create-box.ts';
import { createIosDevice } from '../../../../src/sandbox/devices/cisco-ios/device.ts';
import type { CommandLine } from '../../../../src/sandbox/devices/command-line.ts';
import { createDeviceLog } from '../../../../src/sandbox/devices/device-log.ts';
import { createTerminal } from '../../../../src/sandbox/devices/terminal.ts';

/**
 * The wire gate against the simulated terminal, which was written without it: whatever passes is typed as exactly one line,
 * and leaves the session in configuration mode.
 */

/** Words that mean something to a command line, between any characters. */
const WORDS = [
  ...['end', 'exit', 'do', 'quit', 'interface gi1', 'router bgp 65001', 'banner motd', 'no', 'description'],
  ...[
    'ip address 192.0.2.1 255.255.255.0',
    'shutdown',
    '!',
    '?',
    '\t',
    '\r',
    '\n',
    '\x03',
    '\x1a',
    '\b',
    '|',
    ' ',
  ],
];
const LINE = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ maxLength: 12 }) },
      { weight: 2, arbitrary: fc.constantFrom(...WORDS) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));

describe('a line that passed the wire gate, typed into the simulated cisco_ios device', () => {
  it('arrives as that one line, and nothing is asked or interrupted', () => {
    let passed = 0;
    fc.assert(
      fc.property(LINE, (line) => {
        if (wireProblem('cisco_ios', line) !== null) return;
        passed += 1;
        const seen: string[] = [];
        const cli: CommandLine = {
          greeting: () => '',
          prompt: () => 'edge1(config)#',
          submit(text) {
            seen.push(text);
            return { kind: 'text', text: '' };
          },
          interrupt: () => seen.push('interrupted'),
          help: () => `${seen.push('asked')}`,
          pageLength: () => 0,
        };
        const stream = { write: () => undefined, end: () => undefined, cut: () => undefined };
        createTerminal(stream, cli).type(`${line}\r`);
        expect(seen).toEqual([line]);
      }),
      { numRuns: 3_000 },
    );
    expect(passed).toBeGreaterThan(50);
  });

  it('leaves the session in configuration mode', () => {
    const configuration = 'hostname edge1\ninterface GigabitEthernet1\nrouter bgp 65001\n';
    const box = createBox({
      platform: 'cisco_ios',
      host: '127.0.0.1',
      port: 0,
      hostname: 'edge1',
      users: [],
      configuration,
    });
    const around = { minuteMs: 60_000, changed: () => undefined, cutAll: () => undefined };
    const device = createIosDevice(box, createDeviceLog(null), around);
    const session = {
      id: 1,
      user: 'a',
      from: '',
      vty: 0,
      lastTyped: 0,
      level: 15,
      place: null,
      pageLength: 0,
    };
    const cli = createCiscoIos(device, session);
    fc.assert(
      fc.property(
        LINE,
        fc.constantFrom('', 'interface GigabitEthernet1', 'router bgp 65001'),
        (line, section) => {
          if (wireProblem('cisco_ios', line) !== null) return;
          cli.submit('configure terminal');
          if (section !== '') cli.submit(section);
          cli.submit(line);
          expect(cli.prompt()).toContain('(config');
          cli.submit('end');
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
