import { afterEach, describe, expect, it } from 'vitest';
import { Fault, faultFactsOf, type FaultFacts } from '../../../src/domain/fault.ts';
import type { DrivenPlatform } from '../../../src/domain/platform.ts';
import { answerShell, startTinySsh, type TinySshServer } from '../../support/tiny-ssh-server.ts';
import { UNIT } from '../../support/make-unit.ts';
import { createGateway, NEVER, type GatewayChanges } from './device-bench.ts';
import { credentialFor, knownHostsOf, startRouter, unitOf } from './simulated-bench.ts';

const HOST = '127.77.0.27';
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function server(options: Omit<Parameters<typeof startTinySsh>[0], 'host'>): Promise<TinySshServer> {
  const started = await startTinySsh({ host: HOST, ...options });
  stops.push(() => started.stop());
  return started;
}

/** How the read of a device ends that must not end well. */
async function refusalOf(
  to: TinySshServer,
  platform: DrivenPlatform,
  changes: GatewayChanges = {},
): Promise<FaultFacts> {
  const credential = { username: 'a', password: 'b', enableSecret: 'enable-me', port: to.port };
  const devices = createGateway({ ...credential, prefixes: ['127.77.0.0/16'] }, to.knownHosts, {
    ...changes,
    timeouts: { handshakeMs: 800, idleMs: 800, ...changes.timeouts },
  });
  stops.push(() => devices.close());
  const unit = { ...UNIT, name: 'bad1', platform, address: HOST };
  const thrown = await devices.reader.read(unit, NEVER).catch((error: unknown) => error);
  if (!(thrown instanceof Fault)) throw new Error('the reading was taken');
  return faultFactsOf(thrown);
}

const IOS_ANSWERS: Readonly<Record<string, string>> = {
  'show privilege': 'Current privilege level is 15\r\n',
  'show version': 'Cisco IOS Software, Version 17.9.4a, RELEASE\r\nProcessor board ID SN1\r\n',
  'show interfaces': 'GigabitEthernet1 is up, line protocol is up\r\n',
};

/** An IOS device that shows `running` as its configuration, and answers the rest as if all were well. */
function iosShowing(running: Buffer) {
  return answerShell('edge1#', (line) => {
    if (line === 'show running-config')
      return Buffer.concat([Buffer.from('\r\nCurrent configuration : 100 bytes\r\n'), running]);
    return IOS_ANSWERS[line] ?? '';
  });
}

/** An FRR router whose answers are as given; anything else is answered as if all were well. */
function frrAnswering(answers: Readonly<Record<string, string | Buffer>>) {
  const usual: Readonly<Record<string, string>> = {
    'show version': 'FRRouting 10.3 (r1) on Linux(6.1).\n',
    'show daemons\nshow watchfrr': ' zebra staticd\nwatchfrr global phase: Idle\n  zebra Up\n  staticd Up\n',
    'show running-config': 'Building configuration...\n\nCurrent configuration:\n!\nhostname r1\nend\n',
    'show interface json': '{}',
  };
  return server({
    exec: (channel, command) => {
      channel.write(answers[command] ?? usual[command] ?? '{}');
      channel.exit(0);
      channel.end();
    },
  });
}

describe('the devices of this file, when nothing is wrong with them', () => {
  it('are read', async () => {
    const ios = await server({ shell: iosShowing(Buffer.from('hostname edge1\r\nend\r\n')) });
    await expect(refusalOf(ios, 'cisco_ios')).rejects.toThrow('the reading was taken');
    await expect(refusalOf(await frrAnswering({}), 'frr')).rejects.toThrow('the reading was taken');
  });
});

describe('a device that talks without end', () => {
  const flood = (write: (data: Buffer) => boolean, again: (next: () => void) => void) => {
    const piece = Buffer.alloc(32_768, 'x');
    const next = () => {
      while (write(piece)) {
        // Until the window is full.
      }
      again(next);
    };
    next();
  };

  it('at its prompt is cut off at the limit, and the fault says the limit', async () => {
    const to = await server({
      shell: (channel) =>
        flood(
          (data) => channel.write(data),
          (next) => channel.once('drain', next),
        ),
    });
    expect(
      await refusalOf(to, 'cisco_ios', {
        limits: { outputBytes: 4_000_000 },
        timeouts: { handshakeMs: 60_000 },
      }),
    ).toEqual({
      code: 'device.unexpected-output',
      message:
        'expected an answer of at most 4000000 bytes, but bad1 said more; look what it prints without end',
    });
  });

  it('on an exec channel is cut off at the limit, too', async () => {
    const to = await server({
      exec: (channel) =>
        flood(
          (data) => channel.write(data),
          (next) => channel.once('drain', next),
        ),
    });
    const { code, message } = await refusalOf(to, 'frr', { limits: { outputBytes: 4_000_000 } });
    expect([code, message]).toEqual(['device.unexpected-output', expect.stringContaining('4000000 bytes')]);
  });

  it('shows 20 MB of configuration, which is more than any device has', async () => {
    const line = 'interface Loopback1\n description some text that makes this line longer\n';
    const running = `Building configuration...\n\nCurrent configuration:\n!\n${line.repeat(300_000)}end\n`;
    expect(running.length).toBeGreaterThan(20_000_000);
    const to = await frrAnswering({ 'show running-config': running });
    const { code, message } = await refusalOf(to, 'frr', {
      limits: { outputBytes: 16_777_216 },
      timeouts: { readMs: 20_000 },
    });
    expect([code, message]).toEqual(['device.unexpected-output', expect.stringContaining('16777216 bytes')]);
  });
});

describe('a device whose answers cannot be read', () => {
  const latin1 = Buffer.from(
    'hostname edge1\r\ninterface GigabitEthernet1\r\n description B\xfcro\r\nend\r\n',
    'latin1',
  );

  it('holds bytes that are no UTF-8: the line is named, and nothing is guessed', async () => {
    const expected = /^expected UTF-8, but line \d of the configuration of bad1 holds bytes that are none/;
    const ios = await server({ shell: iosShowing(latin1) });
    expect(await refusalOf(ios, 'cisco_ios')).toMatchObject({
      code: 'device.unexpected-output',
      message: expect.stringMatching(expected) as unknown,
    });
    const head = Buffer.from('Building configuration...\n\nCurrent configuration:\n');
    const text = Buffer.from(latin1.toString('latin1').replaceAll('\r', ''), 'latin1');
    const frr = await frrAnswering({ 'show running-config': Buffer.concat([head, text]) });
    expect(await refusalOf(frr, 'frr')).toMatchObject({
      code: 'device.unexpected-output',
      message: expect.stringMatching(expected) as unknown,
    });
  });

  it('shows an empty configuration', async () => {
    const ios = await server({ shell: iosShowing(Buffer.from('!\r\nend\r\n')) });
    expect((await refusalOf(ios, 'cisco_ios')).code).toBe('device.incomplete');
    for (const nothing of ['', 'Building configuration...\n\nCurrent configuration:\n!\nend\n']) {
      const frr = await frrAnswering({ 'show running-config': nothing });
      expect((await refusalOf(frr, 'frr')).code).toBe('device.incomplete');
    }
  });

  it('shows only the beginning of its configuration', async () => {
    const ios = await server({ shell: iosShowing(Buffer.from('hostname edge1\r\ninterface Giga')) });
    expect((await refusalOf(ios, 'cisco_ios')).code).toMatch(/device\.(incomplete|timeout)/);
  });

  it('cuts its JSON in the middle: the command, the length and both ends are told, without secrets', async () => {
    const cut = `{"eth0":{"description":"to core"},"password":"CanaryJson1","eth1":{"descr${'x'.repeat(500)}`;
    const frr = await frrAnswering({ 'show interface json': cut });
    const { code, message } = await refusalOf(frr, 'frr');
    expect(code).toBe('device.unexpected-output');
    expect(message).toMatch(
      /^expected one whole JSON object as the answer to "show interface json", but bad1 gave \d+ characters: \{"eth0"/,
    );
    expect(message.length).toBeLessThan(300);
    expect(message).not.toContain('CanaryJson1');
  });
});

describe('a device that is not what NetBox says', () => {
  it.each([
    ['in another language', '路由器#'],
    ['that asks for something in another language', 'Passwort: '],
    ['of a machine that is no router', 'C:\\Users\\admin>'],
  ])('shows a prompt %s: the fault quotes it, and no secret is typed', async (_what, prompt) => {
    const to = await server({ shell: answerShell(prompt, () => '') });
    const { code, message } = await refusalOf(to, 'cisco_ios');
    expect(code).toMatch(/^device\.(timeout|unexpected-output)$/);
    expect(message).toContain(`the last line is "${prompt.trimEnd()}"`);
    expect(to.typed()).not.toContain('enable-me');
  });

  it('is a Junos device under the name of an IOS one: no secret is typed, nothing is configured', async () => {
    const to = await server({ shell: answerShell('admin@mx1> ', () => '\r\nunknown command.\r\n') });
    expect((await refusalOf(to, 'cisco_ios')).code).toMatch(/^device\./);
    expect(to.typed()).not.toContain('enable-me');
    expect(to.typed()).not.toMatch(/conf/);
  });

  it('is an IOS device under the name of an FRR one', async () => {
    const device = await startRouter(HOST);
    stops.push(() => device.stop());
    const devices = createGateway(credentialFor(device), knownHostsOf(device));
    stops.push(() => devices.close());
    const reading = devices.reader.read({ ...unitOf(device), platform: 'frr' }, NEVER);
    await expect(reading).rejects.toMatchObject({ code: 'device.unexpected-output', retry: 'never' });
    await expect(reading).rejects.toThrow('check its platform in NetBox');
  });

  it('is a plain host under the name of an FRR router', async () => {
    const to = await server({
      exec: (channel, command) => {
        channel.stderr.write(`sh: ${command.split(' ')[0] ?? ''}: not found\n`);
        channel.exit(127);
        channel.end();
      },
    });
    expect((await refusalOf(to, 'frr')).code).toBe('device.unexpected-output');
  });
});
