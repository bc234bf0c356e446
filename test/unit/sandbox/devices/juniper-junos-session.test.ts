import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import ssh2 from 'ssh2';
import { connect } from 'node:net';
import { startSimulatedDevice } from '../../../../src/sandbox/devices/start-simulated-device.ts';
import type { SimulatedDevice } from '../../../../src/sandbox/devices/simulated-device.ts';
import { openTerminal } from './open-terminal.ts';
import type { Terminal } from './open-terminal.ts';

const CONFIGURATION = `set system host-name mx1
set system root-authentication encrypted-password "$6$a$b"
set system services ssh
set interfaces ge-0/0/0 description "to core; A"
set interfaces ge-0/0/0 unit 0 family inet address 192.0.2.1/31
set policy-options policy-statement P term A then accept
set policy-options policy-statement P term B then reject
set vlans office vlan-id 10
deactivate interfaces ge-0/0/0 unit 0
`;

const ANNA = { username: 'anna', password: 'a' };
const BOB = { username: 'bob', password: 'b' };

describe('a session with the simulated juniper_junos device', () => {
  let device: SimulatedDevice;
  const clients: ssh2.Client[] = [];

  beforeEach(async () => {
    device = await startSimulatedDevice({
      platform: 'juniper_junos',
      host: '127.77.0.63',
      port: 0,
      hostname: 'mx1',
      users: [ANNA, BOB],
      configuration: CONFIGURATION,
      minuteMs: 100,
    });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.end();
    await device.stop();
  });

  async function login(who = ANNA, rows = 1000): Promise<Terminal> {
    // Prompts end with a blank here, which `answer` of the shared terminal does not expect.
    const terminal = await openTerminal(device, who, rows);
    clients.push(terminal.client);
    return terminal;
  }
  async function says(terminal: Terminal, line: string): Promise<string> {
    await terminal.sees(/[>#] $/);
    terminal.clear();
    terminal.type(`${line}\r`);
    const seen = (await terminal.sees(/\n[^\n]*[>#] $/)).replaceAll('\r\n', '\n');
    return seen.slice(seen.indexOf('\n') + 1);
  }

  it('prompts with the user, the name, and the place in the configuration', async () => {
    const anna = await login();
    expect(await anna.sees(/> $/)).toMatch(/\r\nanna@mx1> $/);
    expect(await says(anna, 'configure')).toMatch(/^Entering configuration mode\n\n\[edit\]\nanna@mx1# $/);
    expect(await says(anna, 'edit interfaces ge-0/0/0 unit 0')).toContain(
      '[edit interfaces ge-0/0/0 unit 0]\n',
    );
    await says(anna, 'set family inet mtu 1400');
    expect(await says(anna, 'up')).toContain('[edit interfaces ge-0/0/0]\n');
    expect(await says(anna, 'top')).toContain('\n[edit]\n');
    expect(await says(anna, 'show | compare')).toBe(
      '[edit interfaces ge-0/0/0 unit 0 family inet]\n+   mtu 1400;\n\n[edit]\nanna@mx1# ',
    );
  });

  it('shows the configuration with braces and as set lines, with when it was committed', async () => {
    const anna = await login();
    const curly = await says(anna, 'show configuration | no-more');
    expect(curly).toMatch(
      /^## Last commit: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC by root\nsystem \{\n {4}host-name mx1;/,
    );
    expect(curly).toContain('encrypted-password "$6$a$b"; ## SECRET-DATA\n');
    expect(curly).toContain('        inactive: unit 0 {\n            family inet {\n');
    const set = await says(anna, 'show configuration | display set');
    expect(set).toContain('set interfaces ge-0/0/0 description "to core; A"\n');
    expect(set).toContain('deactivate interfaces ge-0/0/0 unit 0\n');
    expect(await says(anna, 'show configuration | display set | match vlan | count')).toContain(
      'Count: 1 lines',
    );
  });

  it('points at the word it does not understand', async () => {
    const anna = await login();
    await says(anna, 'configure');
    expect(await says(anna, 'set interfaces ge-0/0/0 bogus 1')).toMatch(/^ {34}\^\nsyntax error\.\n/);
    expect(await says(anna, 'set system host-name')).toContain('missing argument.');
    expect(await says(anna, 'delete system domain-name')).toContain('warning: statement not found');
    expect(await says(anna, 'frobnicate')).toContain('unknown command.');
    expect(device.log().map(({ accepted }) => accepted)).toEqual([false, false, true, false]);
  });

  it('moves terms, brackets lists, and takes containers away with the last thing in them', async () => {
    const anna = await login();
    await says(anna, 'configure');
    await says(anna, 'insert policy-options policy-statement P term B before term A');
    await says(anna, 'set policy-options community C members [ 65001:1 65001:2 ]');
    await says(anna, 'delete vlans office');
    expect(await says(anna, 'commit')).toContain('commit complete');
    expect(device.running()).toContain(
      '    policy-statement P {\n        term B {\n            then {\n                reject;\n',
    );
    expect(device.running()).toContain('    community C {\n        members [ 65001:1 65001:2 ];\n    }\n');
    expect(device.running()).not.toContain('vlans');
  });

  it('loads lines until Ctrl-D, and tells those it does not take', async () => {
    const anna = await login();
    await says(anna, 'configure');
    anna.clear();
    anna.type('load set terminal\r');
    await anna.sees(/\[Type \^D at a new line to end input\]\r\n$/);
    anna.type('set system domain-name example.net\rset system bogus x\r\x04');
    expect(await anna.sees(/# $/)).toContain('load complete (1 errors)');
    expect(await says(anna, 'show | compare')).toContain('+   domain-name example.net;');
  });

  it('shares one candidate, and commits what everybody did to it', async () => {
    const [anna, bob] = [await login(), await login(BOB)];
    await says(anna, 'configure');
    await says(anna, 'set system domain-name example.net');
    const entered = await says(bob, 'configure');
    expect(entered).toContain(
      'Users currently editing the configuration:\n  anna terminal p0 (pid 4681) on since ',
    );
    expect(entered).toContain('The configuration has been changed but not committed');
    expect(await says(bob, 'commit')).toContain('commit complete');
    expect(device.running()).toContain('domain-name example.net;');
  });

  it('asks before changes are left behind, and keeps them', async () => {
    const anna = await login();
    await says(anna, 'configure');
    await says(anna, 'set system domain-name example.net');
    anna.clear();
    anna.type('exit\r');
    await anna.sees(/Exit with uncommitted changes\? \[yes,no\] \(yes\) $/);
    anna.type('yes\r');
    await anna.sees(/Exiting configuration mode\r\n\r\nanna@mx1> $/);
    expect(await says(anna, 'configure')).toContain('changed but not committed');
  });

  it('gives the lock to one, tells the others whose it is, and throws away what that one leaves', async () => {
    const [anna, bob] = [await login(), await login(BOB)];
    expect(await says(anna, 'configure exclusive')).toContain(
      'warning: uncommitted changes will be discarded on exit',
    );
    await says(anna, 'set system domain-name example.net');
    expect(await says(bob, 'configure exclusive')).toMatch(
      /^error: configuration database locked by:\n {2}anna terminal p0 \(pid 4681\) on since .*\n {6}exclusive \[edit\]\n/,
    );
    expect(await says(bob, 'configure')).toContain('exclusive [edit]');
    expect(await says(bob, 'set system domain-name b')).toContain('configuration database locked by');
    anna.client.end();
    await bob.sees(/# $/);
    await expect.poll(() => device.sessions()).toBe(1);
    expect(await says(bob, 'show | compare')).toBe('\n[edit]\nbob@mx1# ');
  });

  it('announces the end of a confirmed commit, takes it back as root, and remembers both', async () => {
    const anna = await login();
    await says(anna, 'configure');
    await says(anna, 'set system domain-name example.net');
    expect(await says(anna, 'commit confirmed 3 comment "try it"')).toContain(
      'commit confirmed will be automatically rolled back in 3 minutes unless confirmed\ncommit complete\n\n# commit confirmed will be rolled back in 3 minutes\n',
    );
    const waiting = await says(anna, 'run show system commit');
    expect(waiting).toMatch(
      /^0 {3}\S+ \S+ UTC by anna via cli commit confirmed, rollback in 3mins\n {4}try it\n {4}rollback pending\n1 /,
    );
    await expect.poll(() => device.running()).not.toContain('example.net');
    const after = await says(anna, 'run show system commit');
    expect(after).toMatch(
      /^0 {3}\S+ \S+ UTC by root via other\n1 {3}.* by anna via cli commit confirmed, rollback in 3mins\n {4}try it\n2 /,
    );
  });

  it('goes back by number', async () => {
    const anna = await login();
    await says(anna, 'configure');
    await says(anna, 'set system domain-name example.net');
    await says(anna, 'commit and-quit');
    await says(anna, 'configure');
    expect(await says(anna, 'rollback 1')).toContain('load complete');
    await says(anna, 'commit');
    expect(device.running()).not.toContain('example.net');
    expect(await says(anna, 'rollback 49')).toContain('error: rollback 49 is not available');
  });

  it('pages what is longer than the screen', async () => {
    const anna = await login(ANNA, 10);
    await anna.sees(/> $/);
    anna.clear();
    anna.type('show configuration\r');
    await anna.sees(/---\(more\)---$/);
    anna.type('q');
    await anna.sees(/anna@mx1> $/);
    await says(anna, 'set cli screen-length 0');
    expect(await says(anna, 'show configuration')).toContain('vlan-id 10;');
  });

  it('refuses a commit that leaves no password for root, and an address that is none', async () => {
    const anna = await login();
    await says(anna, 'configure');
    await says(anna, 'delete system root-authentication');
    await says(anna, 'set interfaces ge-0/0/0 unit 1 family inet address 192.0.2.300/24');
    const answer = await says(anna, 'commit check');
    expect(answer).toContain("Missing mandatory statement: 'root-authentication'");
    expect(answer).toContain('invalid ip address or hostname');
    expect(answer).toContain('error: configuration check-out failed');
  });

  it('answers one command on an exec channel, as text or XML', async () => {
    const exec = (command: string) =>
      new Promise<string>((resolve, reject) => {
        const client = new ssh2.Client();
        clients.push(client);
        client.on('error', reject);
        client.on('ready', () => {
          client.exec(command, (error, channel) => {
            if (error !== undefined) reject(error);
            let output = '';
            channel.on('data', (data: Buffer) => (output += data.toString()));
            channel.on('close', () => resolve(output));
          });
        });
        const sock = connect({ host: device.address, port: device.port, noDelay: true });
        client.connect({ sock, ...ANNA });
      });
    expect(await exec('show version')).toContain('Junos: 22.4R3.25\n');
    const xml = await exec('show interfaces terse | display xml | no-more');
    expect(xml).toMatch(/^<rpc-reply [\s\S]*<name>ge-0\/0\/0<\/name>[\s\S]*<\/rpc-reply>\n$/);
    expect(await exec('show nonsense')).toContain('syntax error, expecting <command>.');
  });
});
