import { describe, expect, it } from 'vitest';
import { movesTo } from '../../../../src/diff/junos/moves-to.ts';
import { readJunos } from '../../../../src/diff/junos/read-junos.ts';
import { decodeSecret } from '../../../../src/diff/junos/secret.ts';
import { simulateJunos } from '../../../../src/diff/junos/simulate-junos.ts';
import { writeJunos } from '../../../../src/diff/junos/write-junos.ts';
import type { ConfigSection } from '../../../../src/diff/tree/config-node.ts';
import { encodeSecret } from '../random/juniper-junos.ts';

function read(text: string): ConfigSection {
  const result = readJunos(text);
  if (!result.ok) throw new Error(result.reason);
  return result.top;
}

function commands(live: string, intended: string): readonly string[] {
  return writeJunos(read(live), read(intended)).commands.map(({ command }) => command);
}

function refused(live: string, ...lines: readonly string[]): readonly string[] {
  const { refused: found } = simulateJunos(
    read(live),
    lines.map((command) => ({ path: [], command })),
  );
  return found.map(({ command }) => command);
}

describe('the lines between two Junos configurations', () => {
  it('change a value with one set, and nothing else', () => {
    expect(commands('set interfaces a mtu 1\n', 'set interfaces a mtu 2\n')).toEqual([
      'set interfaces a mtu 2',
    ]);
  });

  it('delete a value by its name, so that what goes is not repeated', () => {
    const live = 'set interfaces a mtu 1\nset interfaces a description "to the moon"\n';
    expect(commands(live, 'set interfaces a mtu 1\n')).toEqual(['delete interfaces a description']);
  });

  it('take what has lost everything away as a whole, but leave what means something by itself', () => {
    const live = 'set interfaces a unit 0 family inet address 10.0.0.1/24\nset interfaces a mtu 1\n';
    expect(commands(live, 'set interfaces a mtu 1\n')).toEqual(['delete interfaces a unit 0']);
    expect(commands(live, 'set interfaces a unit 0 family inet\nset interfaces a mtu 1\n')).toEqual([
      'delete interfaces a unit 0 family inet address 10.0.0.1/24',
    ]);
  });

  it('never delete a whole top-level part', () => {
    expect(commands('set snmp location x\nset snmp contact y\n', '')).toEqual([
      'delete snmp location',
      'delete snmp contact',
    ]);
  });

  it('stop between words nobody knows where they part', () => {
    const live = 'set unheard widget w1 a 1\nset unheard widget w1 b 2\nset unheard flag\n';
    expect(commands(live, 'set unheard flag\n')).toEqual(['delete unheard widget w1']);
    expect(commands('set unheard timer 5\nset unheard flag\n', 'set unheard flag\n')).toEqual([
      'delete unheard timer 5',
    ]);
  });

  it('unprotect from the outside in, and protect from the inside out', () => {
    const live = 'protect: system { protect: services { ssh; } }';
    expect(commands(live, 'protect: system { protect: services { ssh; telnet; } }')).toEqual([
      'unprotect system',
      'unprotect system services',
      'set system services telnet',
      'protect system services',
      'protect system',
    ]);
  });

  it('are refused where a mark would stand beside nothing', () => {
    const target = read('interfaces { inactive: a { mtu 1; } }');
    const interfaces = target.nodes.get('interfaces');
    const nodes = new Map([...(interfaces?.inside?.nodes ?? [])].filter(([key]) => key !== 'a'));
    if (interfaces?.inside == null) throw new Error('no interfaces');
    const orphan = {
      ...target,
      nodes: new Map([['interfaces', { ...interfaces, inside: { ...interfaces.inside, nodes } }]]),
    };
    expect(writeJunos(read('system { host-name a; }'), orphan).refusals).toEqual([
      { path: ['interfaces'], key: 'inactive: a', reason: 'there would be no statement to mark' },
    ]);
  });
});

describe('the simulated device', () => {
  const live =
    'set interfaces a mtu 1\nset policy-options policy-statement P term A then accept\nset policy-options policy-statement P term B then reject\nset system services ssh\nprotect system services\n';

  it.each([
    'delete interfaces b',
    'delete interfaces a mtu 2',
    'delete interfaces a unit',
    'set interfaces a mtu',
    'set interfaces',
    'activate interfaces a',
    'deactivate interfaces b',
    'unprotect interfaces a',
    'insert policy-options policy-statement P term A before term C',
    'insert interfaces a before b',
    'set system services telnet',
    'delete system services ssh',
    'delete system',
    'deactivate system services ssh',
    'set system host-name "open',
    'no shutdown',
    'run request system reboot',
  ])('refuses %s, and nothing changes', (command) => {
    expect(refused(live, command)).toEqual([command]);
    expect(writeJunos(simulateJunos(read(live), [{ path: [], command }]).top, read(live)).commands).toEqual(
      [],
    );
  });

  it('takes away the header that nothing stands in any more, and keeps the one that means something', () => {
    const { top } = simulateJunos(read('set interfaces a hold-time up 1\n'), [
      { path: [], command: 'delete interfaces a hold-time up' },
    ]);
    expect(writeJunos(top, read('interfaces { a; }')).commands).toEqual([]);
  });

  it('does not touch the tree it was given', () => {
    const tree = read(live);
    simulateJunos(tree, [{ path: [], command: 'set interfaces a mtu 5' }]);
    expect(writeJunos(tree, read(live)).commands).toEqual([]);
  });
});

describe('moves within an ordered list', () => {
  it('are as few as possible, and move what is new rather than what stands', () => {
    expect(movesTo(['A', 'B'], ['B', 'A'])).toEqual([{ key: 'B', side: 'before', other: 'A' }]);
    expect(movesTo(['A', 'C', 'B'], ['A', 'B', 'C'])).toEqual([{ key: 'B', side: 'after', other: 'A' }]);
    expect(movesTo(['A', 'B', 'C', 'D'], ['D', 'A', 'B', 'C'])).toEqual([
      { key: 'D', side: 'before', other: 'A' },
    ]);
    expect(movesTo(['A', 'B'], ['A', 'B'])).toEqual([]);
  });
});

describe('a reversible secret', () => {
  it('is decoded whatever its salt', () => {
    expect(decodeSecret('$9$LbHX-wg4Z')).toBe('lc');
    for (let salt = 0; salt < 65; salt += 1)
      expect(decodeSecret(encodeSecret('Pa ss"w{rd}', salt))).toBe('Pa ss"w{rd}');
  });

  it('is told from what is none', () => {
    expect(['$9$', '$9$Q', '$6$a$b', 'plain', '$9$LbHX-wg4'].map(decodeSecret)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
