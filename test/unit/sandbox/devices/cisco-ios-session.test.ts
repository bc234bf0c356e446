import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type ssh2 from 'ssh2';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulatedDevice } from '../../../../src/sandbox/devices/start-simulated-device.ts';
import type { SimulatedDevice } from '../../../../src/sandbox/devices/simulated-device.ts';
import { openTerminal, type Terminal } from './open-terminal.ts';
import { eventually } from '../../../support/eventually.ts';

const CONFIGURATION = `hostname edge1
interface GigabitEthernet1
 ip address 10.0.12.1 255.255.255.252
interface GigabitEthernet2
 shutdown
router bgp 65001
 neighbor 10.0.12.2 remote-as 65002
`;

describe('a session with the simulated cisco_ios device', () => {
  let device: SimulatedDevice;
  const clients: ssh2.Client[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-device-'));
  const logPath = join(folder, 'commands.jsonl');
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeEach(async () => {
    device = await startSimulatedDevice({
      platform: 'cisco_ios',
      host: '127.77.0.33',
      port: 0,
      hostname: 'edge1',
      users: [
        { username: 'anna', password: 'a' },
        { username: 'guest', password: 'g', level: 1 },
      ],
      configuration: CONFIGURATION,
      logPath,
    });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.end();
    await device.stop();
  });

  async function login(username = 'anna', rows = 1000): Promise<Terminal> {
    const terminal = await openTerminal(device, { username, password: username.slice(0, 1) }, rows);
    clients.push(terminal.client);
    return terminal;
  }

  it('shows the mode in its prompt, and leaves by exit, end and Ctrl-Z', async () => {
    const terminal = await login();
    await terminal.sees(/edge1#$/);
    terminal.type('conf t\r');
    await terminal.sees(/edge1\(config\)#$/);
    terminal.type('int gi1\r');
    await terminal.sees(/edge1\(config-if\)#$/);
    terminal.type('exit\r');
    await terminal.sees(/edge1\(config\)#$/);
    terminal.type('router bgp 65001\r');
    terminal.type('address-family ipv4\r');
    await terminal.sees(/edge1\(config-router-af\)#$/);
    terminal.type('exit-address-family\r');
    await terminal.sees(/edge1\(config-router\)#$/);
    terminal.type('\x1a');
    await terminal.sees(/edge1#$/);
    terminal.type('conf t\rend\r');
    await terminal.sees(/\(config\)#end\r\nedge1#$/);
  });

  it('cuts the name in configuration prompts', async () => {
    device.editByHand(['hostname a-name-longer-than-a-prompt-shows']);
    const terminal = await login();
    await terminal.sees(/a-name-longer-than-a-prompt-shows#$/);
    terminal.type('conf t\r');
    await terminal.sees(/\na-name-longer-than-a\(config\)#$/);
  });

  it('points a caret at the word it does not know', async () => {
    const terminal = await login();
    terminal.type('show bogus\r');
    const screen = await terminal.sees(/marker\.\r\n\r\nedge1#$/);
    expect(screen).toContain("edge1#show bogus\r\n           ^\r\n% Invalid input detected at '^' marker.");
  });

  it('takes an unknown single word for a host name', async () => {
    const terminal = await login();
    terminal.type('bogus\r');
    await terminal.sees(/Translating "bogus"\.\.\.domain server[^#]*% Unknown command or computer name/);
  });

  it('pages what is longer than the terminal, until paging is off', async () => {
    const terminal = await login('anna', 5);
    terminal.type('show running-config\r');
    await terminal.sees(/ --More-- $/);
    terminal.type('\r');
    terminal.type(' ');
    terminal.type('q');
    await terminal.sees(/edge1#$/);
    terminal.clear();
    terminal.type('terminal length 0\rshow running-config\r');
    expect(await terminal.sees(/end\r\n\r\nedge1#$/)).not.toContain('--More--');
  });

  it('helps at once on a question mark, and swallows a tabulator', async () => {
    const terminal = await login();
    terminal.type('show v?');
    await terminal.sees(/ {2}show version\r\nedge1#show v$/);
    terminal.type('\tersion | include Version\r');
    await terminal.sees(/Cisco IOS Software.*Version 17/);
  });

  it('asks before it removes a user, and takes Ctrl-C for no', async () => {
    device.editByHand(['username bob secret x']);
    const terminal = await login();
    terminal.type('conf t\rno username bob\r');
    await terminal.sees(/\[confirm\]$/);
    terminal.type('\x03');
    await terminal.sees(/\(config\)#$/);
    expect(device.running()).toContain('username bob');
    terminal.type('no username bob\r');
    await terminal.sees(/\[confirm\]$/);
    terminal.type('\r');
    await eventually(() => expect(device.running()).not.toContain('username bob'));
  });

  it('gives a guest no configuration and, without a secret, no more rights', async () => {
    const terminal = await login('guest');
    await terminal.sees(/edge1>$/);
    terminal.type('show running-config\r');
    await terminal.sees(/% Invalid input/);
    terminal.type('enable\r');
    await terminal.sees(/% No password set/);
  });

  it('ends the connection at a second channel', async () => {
    const terminal = await login();
    const closed = new Promise<void>((resolve) => terminal.client.on('close', () => resolve()));
    terminal.client.shell({}, () => undefined);
    await closed;
  });

  it('tells who changed and who saved, as the header of the configuration', async () => {
    const terminal = await login();
    terminal.type('show running-config\r');
    expect(await terminal.sees(/\nend\r\n/)).not.toContain('Last configuration change');
    device.editByHand(['interface GigabitEthernet1', 'description x'], 'bob');
    terminal.clear();
    terminal.type('write memory\rshow running-config\r');
    const screen = await terminal.sees(/\nend\r\n/);
    expect(screen).toMatch(/! Last configuration change at \d\d:\d\d:\d\d UTC .* by bob\r\n/);
    expect(screen).toMatch(/! NVRAM config last updated at .* by anna\r\n/);
    expect(device.startup()).toContain('description x');
  });

  it('logs each configuration command with its answer, in memory and in the file, and no navigation', async () => {
    const terminal = await login();
    terminal.type('conf t\rint gi2\rdescription x\rdescription x\rbogus\rexit\rend\rshow clock\r');
    await terminal.sees(/UTC \w+ \w+ \d+ \d+\r\n/);
    const told = device.log().map(({ user, path, command, accepted, changed }) => ({
      user,
      line: [...path, command],
      accepted,
      changed,
    }));
    const inside = 'interface GigabitEthernet2';
    expect(told).toEqual([
      { user: 'anna', line: ['int gi2'], accepted: true, changed: false },
      { user: 'anna', line: [inside, 'description x'], accepted: true, changed: true },
      { user: 'anna', line: [inside, 'description x'], accepted: true, changed: false },
      { user: 'anna', line: [inside, 'bogus'], accepted: false, changed: false },
    ]);
    const written = readFileSync(logPath, 'utf8').trim().split('\n').slice(-4);
    expect(written.map((line) => JSON.parse(line) as unknown)).toEqual(device.log());
  });

  it.each([
    ['the port is shut down', ['interface GigabitEthernet1', 'shutdown'], 'Idle'],
    ['the port loses its address', ['interface GigabitEthernet1', 'no ip address'], 'Idle'],
    [
      'the port gets an address the peer does not expect',
      ['interface GigabitEthernet1', 'ip address 10.0.12.3 255.255.255.248'],
      'Active',
    ],
    [
      'the AS is not the one of the peer',
      ['router bgp 65001', 'neighbor 10.0.12.2 remote-as 65009'],
      'Active',
    ],
    ['the neighbor is shut down', ['router bgp 65001', 'neighbor 10.0.12.2 shutdown'], 'Idle (Admin)'],
  ])('loses its BGP session when %s, and has it again when that is undone', async (_why, lines, state) => {
    const before = device.running();
    const terminal = await login();
    terminal.type('show ip bgp summary\r');
    await terminal.sees(/10\.0\.12\.2 .* 12\r\n/);
    device.editByHand(lines);
    terminal.clear();
    terminal.type('show ip bgp summary\r');
    const screen = await terminal.sees(/10\.0\.12\.2 .*\r\n/);
    expect(screen).toContain(` ${state}\r\n`);
    device.editByHand([
      'interface GigabitEthernet1',
      'ip address 10.0.12.1 255.255.255.252',
      'no shutdown',
      'router bgp 65001',
      'neighbor 10.0.12.2 remote-as 65002',
      'no neighbor 10.0.12.2 shutdown',
    ]);
    expect(device.running()).toBe(before);
    terminal.clear();
    terminal.type('show ip bgp summary\r');
    await terminal.sees(/10\.0\.12\.2 .* 12\r\n/);
  });

  it('gets worse after a line when told to, and well again when that line is undone', async () => {
    device.setFault({ kind: 'worse', at: 'description bad', down: ['10.0.12.2', 'GigabitEthernet1'] });
    const terminal = await login();
    terminal.type('conf t\rint gi2\rdescription bad\rend\rshow ip interface brief\r');
    await terminal.sees(/GigabitEthernet1 .* down +down\r\n/);
    terminal.clear();
    terminal.type('conf t\rint gi2\rno description\rend\rshow ip bgp summary\r');
    await terminal.sees(/10\.0\.12\.2 .* 12\r\n/);
  });
});
