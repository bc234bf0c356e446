import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedDeviceOptions } from '../../../../src/sandbox/devices/simulated-device-options.ts';
import type { SimulatedDevice } from '../../../../src/sandbox/devices/simulated-device.ts';
import { ANNA, runBy, startSwitch } from '../../../contract/device/eos-bench.ts';
import { OPERATOR } from '../../../contract/device/simulated-bench.ts';
import { openTerminal } from './open-terminal.ts';
import type { Terminal } from './open-terminal.ts';
import { eventually } from '../../../support/eventually.ts';

const GUEST = { username: 'guest', password: 'g', level: 1 };
const SESSIONS = 'show configuration sessions detail | json';

describe('a session with the simulated arista_eos device', () => {
  let device: SimulatedDevice;
  const open: Terminal[] = [];

  const start = async (extra: Partial<SimulatedDeviceOptions> = {}) => {
    device = await startSwitch('127.77.0.43', {
      users: [OPERATOR, ANNA, GUEST],
      minuteMs: 1_000,
      lldpNeighbors: [{ interface: 'Ethernet1', system: 'r2', port: 'Ethernet7' }],
      ospfNeighbors: [{ routerId: '192.0.2.2', address: '10.0.12.2' }],
      ...extra,
    });
  };
  beforeEach(() => start());
  afterEach(async () => {
    for (const terminal of open.splice(0)) terminal.client.end();
    await device.stop();
  });

  async function login(
    who: { username: string; password: string } = OPERATOR,
    rows = 1000,
  ): Promise<Terminal> {
    const terminal = await openTerminal(device, who, rows);
    open.push(terminal);
    return terminal;
  }
  const json = async (terminal: Terminal, line: string): Promise<unknown> =>
    JSON.parse(await terminal.answer(line));
  const inSession = async (name: string, ...lines: readonly string[]) => {
    const terminal = await login();
    for (const line of [`configure session ${name}`, ...lines]) await terminal.answer(line);
    return terminal;
  };

  describe('at the prompt', () => {
    it('shows where it stands, of a session six characters only, and leaves by exit and end', async () => {
      const terminal = await login();
      await terminal.sees(/sw1#$/);
      for (const [line, prompt] of [
        ['configure', 'sw1(config)#'],
        ['int et1', 'sw1(config-if-Et1)#'],
        ['exit', 'sw1(config)#'],
        ['router bgp 65001', 'sw1(config-router-bgp)#'],
        ['address-family ipv4', 'sw1(config-router-bgp-af)#'],
        ['end', 'sw1#'],
        ['configure session pl-abcdef', 'sw1(config-s-pl-abc)#'],
        ['interface Loopback77', 'sw1(config-s-pl-abc-if-Lo77)#'],
        ['exit', 'sw1(config-s-pl-abc)#'],
        ['exit', 'sw1#'],
      ] as const) {
        await terminal.answer(line);
        expect((await terminal.sees(/#$/)).split('\n').at(-1)).toBe(prompt);
      }
    });

    it('pages until that is switched off', async () => {
      const terminal = await login(OPERATOR, 10);
      await terminal.sees(/sw1#$/);
      terminal.type('show running-config\r');
      await terminal.sees(/--More--/);
      terminal.type('q');
      await terminal.sees(/sw1#$/);
      expect(await terminal.answer('terminal length 0')).toBe('Pagination disabled.\n');
      expect(await terminal.answer('terminal width 32767')).toBe('Width set to 32767 columns.\n');
      expect(await terminal.answer('show running-config')).toContain('\nend\n');
    });

    it.each([
      ['show nothing', '% Invalid input\n'],
      ['show', '% Incomplete command\n'],
      ['s', '% Incomplete command\n'],
      ['show users | json', '% This is an unconverted command\n'],
    ])('answers "%s" as EOS words it', async (line, words) => {
      expect(await (await login()).answer(line)).toBe(words);
    });

    it('gives privileges for nothing where no secret is set, and for the secret where one is', async () => {
      const terminal = await login(GUEST);
      expect(await terminal.answer('show running-config')).toContain('privileged mode required');
      await terminal.answer('enable');
      expect(await terminal.answer('show running-config')).toContain('hostname sw1');
      await device.stop();
      await start({ enableSecret: 'right' });
      const asked = await login(GUEST);
      await asked.sees(/>$/);
      asked.type('enable\r');
      await asked.sees(/Password: $/);
      asked.type('right\r');
      await asked.sees(/sw1#$/);
    });
  });

  describe('on an exec channel', () => {
    it('runs several lines with the privilege of the login, and ends with an exit status', async () => {
      expect(await runBy(device, OPERATOR, ['show hostname | json'])).toEqual({
        code: 0,
        output: '{\n    "hostname": "sw1",\n    "fqdn": "sw1"\n}\n',
      });
      expect(await runBy(device, GUEST, ['show running-config'])).toMatchObject({ code: 1 });
      const asked = await runBy(device, GUEST, ['enable', 'show running-config']);
      expect(asked).toMatchObject({ code: 0 });
      expect(asked.output).toContain('hostname sw1');
      expect(device.sessions()).toBe(0);
    });

    it('stops at the first line that is refused', async () => {
      const lines = ['configure', 'interface Ethernet2', 'bogus', 'description never'];
      expect(await runBy(device, OPERATOR, lines)).toEqual({ code: 1, output: '% Invalid input\n' });
      expect(device.running()).not.toContain('never');
    });
  });

  describe('with a configuration session', () => {
    it('changes nothing before the commit, and everything with it', async () => {
      const terminal = await inSession('a', 'interface Ethernet2', 'description new');
      expect(device.running()).not.toContain('new');
      const diffs = await terminal.answer('show session-config diffs');
      expect(diffs).toContain('--- system:/running-config\n+++ session:/a-session-config\n');
      expect(diffs).toContain('\n+   description new\n');
      await terminal.answer('commit');
      await terminal.sees(/sw1#$/);
      expect(device.running()).toContain('   description new\n');
      expect(device.log().at(-1)).toMatchObject({ command: 'commit', accepted: true, changed: true });
    });

    it('keeps a session that is left or cut, and throws away one that is aborted', async () => {
      await inSession('left', 'hostname x', 'end');
      const cut = await inSession('cut', 'hostname y');
      cut.client.end();
      const aborted = await inSession('aborted', 'hostname z', 'abort');
      await eventually(async () => {
        expect(await json(aborted, SESSIONS)).toMatchObject({
          sessions: { left: { state: 'pending', instances: {} }, cut: { state: 'pending', instances: {} } },
        });
      });
      expect(await aborted.answer(SESSIONS)).not.toContain('aborted');
    });

    it('writes the whole copy: what somebody changed since it was opened is gone', async () => {
      const terminal = await inSession('a', 'interface Ethernet2', 'description new');
      device.editByHand(['interface Ethernet1', 'description by hand']);
      expect(await terminal.answer('show session-config diffs')).toContain('\n-   description by hand\n');
      await terminal.answer('commit');
      expect(device.running()).toContain('description to r2');
    });

    it('opens five and not six, and what is typed then is typed in exec mode', async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) await inSession(name, 'end');
      const terminal = await login();
      expect(await terminal.answer('configure session f')).toContain('Maximum number of pending sessions');
      expect(await terminal.answer('interface Ethernet2')).toBe('% Invalid input\n');
      await terminal.answer('write memory');
      expect(device.events().at(-1)).toMatchObject({ kind: 'save' });
    });
  });

  describe('with a commit timer', () => {
    const arm = (name: string, time = '01:40:00') =>
      inSession(name, 'interface Ethernet2', 'description new', `commit timer ${time}`);

    it('goes back when the time is over', async () => {
      await arm('a', '00:01:00');
      expect(device.running()).toContain('description new');
      await sleep(700);
      expect(device.running()).toContain('description new');
      await eventually(() => expect(device.running()).not.toContain('description new'));
    });

    it('stays after a second commit, from any session', async () => {
      await arm('a', '00:01:00');
      expect(await (await login(ANNA)).answer('configure session a commit')).toBe('');
      await sleep(1_200);
      expect(device.running()).toContain('description new');
    });

    it('goes back at once when the session is aborted, over what came later', async () => {
      const terminal = await arm('a');
      device.editByHand(['interface Ethernet1', 'description later']);
      expect(await terminal.answer('configure session a abort')).toBe('');
      expect(device.running()).toContain('description to r2');
      expect(device.running()).not.toContain('description new');
    });

    it('lets no other session commit meanwhile', async () => {
      await arm('a');
      const other = await inSession('b', 'interface Ethernet2', 'description other');
      expect(await other.answer('commit')).toMatch(/^% Cannot commit session b: .*a .*plumbline/);
      expect(device.running()).toContain('description new');
    });

    it.each([
      ['4.31.9M', { sessions: { a: { state: 'pendingCommitTimer', commitUser: 'plumbline' } } }, 'completed'],
      ['4.32.0F', { sessions: { a: { state: 'committed' } }, commitTimerSessionName: 'a' }, 'committed'],
    ])('is told by EOS %s in its own form', async (version, shape, afterwards) => {
      await device.stop();
      await start({ version });
      const terminal = await arm('a');
      expect(await json(terminal, SESSIONS)).toMatchObject(shape);
      await terminal.answer('configure session a commit');
      const answer = await json(terminal, SESSIONS);
      expect(answer).toMatchObject({ sessions: { a: { state: afterwards } } });
      expect(answer).not.toHaveProperty('commitTimerSessionName');
      expect(JSON.stringify(answer)).not.toContain('commitBy');
    });

    it('is forgotten by a reboot, and so is what it committed', async () => {
      await arm('a');
      device.reboot();
      expect(device.running()).not.toContain('description new');
      expect(await (await login()).answer(SESSIONS)).toContain('"sessions": {}');
    });
  });

  describe('asked for its state', () => {
    it('shows peers and neighbors of a port that is up, and none when it is down', async () => {
      const terminal = await login();
      await terminal.answer('configure');
      for (const line of ['router ospf 1', 'network 10.0.12.0/30 area 0', 'end']) await terminal.answer(line);
      const look = async () => [
        await terminal.answer('show ip bgp summary vrf all | json'),
        await terminal.answer('show lldp neighbors detail | json'),
        await terminal.answer('show ip ospf neighbor vrf all | json'),
      ];
      const [bgp = '', lldp = '', ospf = ''] = await look();
      expect(bgp).toContain('"peerState": "Established"');
      expect(lldp).toContain(String.raw`"interfaceId": "\"Ethernet7\""`);
      expect(ospf).toContain('"adjacencyState": "full"');
      device.editByHand(['interface Ethernet1', 'shutdown']);
      const [bgpDown = '', lldpDown = '', ospfDown = ''] = await look();
      expect(bgpDown).toContain('"peerState": "Idle"');
      expect(lldpDown).not.toContain('Ethernet7');
      expect(ospfDown).not.toContain('full');
    });

    it('loses the peer of a port that switches, because its address counts for nothing', async () => {
      device.editByHand(['interface Ethernet1', 'switchport']);
      expect(await (await login()).answer('show ip bgp summary vrf all | json')).toContain('"Idle"');
    });

    it('tells what is not saved', async () => {
      const terminal = await login();
      expect(await terminal.answer('show running-config diffs')).toBe('');
      device.editByHand(['interface Ethernet2', 'description x']);
      expect(await terminal.answer('show running-config diffs')).toContain('+   description x\n');
      expect(await terminal.answer('write memory')).toBe('Copy completed successfully.\n');
      expect(await terminal.answer('show running-config diffs')).toBe('');
    });
  });
});
