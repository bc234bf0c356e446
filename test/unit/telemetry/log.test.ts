import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/domain/fault.ts';
import { createLog, type LogLevel } from '../../../src/telemetry/create-log.ts';

const CANARY = 'Zx9canaryQ';

function createLogInMemory(level: LogLevel = 'debug', secrets: readonly string[] = []) {
  const lines: string[] = [];
  const log = createLog({ level, destination: { write: (line) => lines.push(line) }, secrets });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
}

describe('the log', () => {
  it('writes one JSON object a line, with level, time in UTC, message and fields', () => {
    const { log, lines, last } = createLogInMemory();
    log.info('change ended', { changeId: 'edit:r-1:1', unitId: 'device-7', count: 2 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(last()).toMatchObject({
      level: 'info',
      msg: 'change ended',
      changeId: 'edit:r-1:1',
      unitId: 'device-7',
      count: 2,
    });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = createLogInMemory('warn');
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(lines).toHaveLength(2);
  });

  it('writes an error with its code, message, stack and causes, and drops fields it does not know', () => {
    const { log, last } = createLogInMemory();
    const vendor = Object.assign(new Error('outer', { cause: new Error('inner') }), {
      code: 'ECONNRESET',
      config: { headers: { authorization: CANARY }, data: CANARY },
      response: CANARY,
    });
    log.error('it broke', { err: vendor });
    expect(last()['err']).toMatchObject({ type: 'Error', code: 'ECONNRESET', message: 'outer' });
    expect(last()['err']).toHaveProperty('stack');
    expect(last()['err']).toHaveProperty('cause.message', 'inner');
    expect(JSON.stringify(last())).not.toContain(CANARY);
  });

  it('writes a fault with the text of its cause', () => {
    const { log, last } = createLogInMemory();
    log.warn('not reached', { err: new Fault('device.timeout', 'no answer', 'ETIMEDOUT') });
    expect(last()['err']).toMatchObject({ type: 'Fault', code: 'device.timeout', causeText: 'ETIMEDOUT' });
  });

  it('survives every value a caller may pass', () => {
    const { log, lines, last } = createLogInMemory();
    const circular: Record<string, unknown> = { a: 1 };
    circular['self'] = circular;
    const hostile = Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    log.info('odd', {
      circular,
      hostile,
      big: 1n,
      bytes: Buffer.from(CANARY),
      map: new Map([['a', 1]]),
      set: new Set([1]),
      none: undefined,
      fn: () => 1,
      nan: Number.NaN,
      date: new Date(Number.NaN),
      url: new URL(`http://u:${CANARY}@h/`),
      long: 'x'.repeat(1_000_000),
      deep: { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } },
    });
    expect(last()).toMatchObject({
      circular: { a: 1, self: '[circular]' },
      big: '1',
      bytes: `[${CANARY.length} bytes]`,
    });
    expect(lines[0]?.length).toBeLessThan(10_000);
    expect(lines[0]).not.toContain(CANARY);
  });
});

describe('a secret in the log', () => {
  const error = new Error(`wrong password ${CANARY}`, { cause: new Error(`token: ${CANARY}`) });
  const aggregate = new AggregateError([new Error(`secret ${CANARY}`)], 'several');
  const places: Readonly<Record<string, (log: ReturnType<typeof createLogInMemory>['log']) => void>> = {
    'a field named for it': (log) => log.info('m', { password: CANARY, token: CANARY, enableSecret: CANARY }),
    'a nested field named for it': (log) => log.info('m', { a: { b: { c: { passphrase: CANARY } } } }),
    'a list of fields': (log) => log.info('m', { list: [{ authorization: CANARY }] }),
    'a configuration line in a field': (log) => log.info('m', { answer: `line\n key 7 ${CANARY}\n!` }),
    'a configuration line in a list': (log) => log.info('m', { a: [[`enable secret ${CANARY}`]] }),
    'the message': (log) => log.info(`neighbor 192.0.2.1 password ${CANARY}`),
    'an error': (log) => log.error('m', { err: error }),
    'an error under another name': (log) => log.error('m', { reason: error }),
    'an error inside another field': (log) => log.error('m', { a: { b: [error] } }),
    'an error of several errors': (log) => log.error('m', { err: aggregate }),
    'the cause of a fault': (log) =>
      log.error('m', { err: new Fault('store.unavailable', 'away', `postgresql://u:${CANARY}@h/db`) }),
    'an unknown field of an error': (log) =>
      log.error('m', { err: Object.assign(new Error('x'), { sent: CANARY }) }),
    'an object with a name for text': (log) =>
      log.error('m', { err: Object.assign(new Error('x'), { name: `password ${CANARY}` }) }),
    'JSON inside text': (log) => log.info('m', { body: JSON.stringify({ password: CANARY }) }),
    'a header inside text': (log) => log.info('m', { text: `Authorization: Bearer nbt_abc.${CANARY}` }),
    'a map': (log) => log.info('m', { map: new Map([['secret', CANARY]]) }),
    'a key of an object': (log) => log.info('m', { [`password ${CANARY}`]: 1 }),
  };
  it.each(Object.entries(places))('does not appear when it stands in %s', (_name, write) => {
    const { log, lines } = createLogInMemory();
    write(log);
    expect(lines).toHaveLength(1);
    expect(lines.join('')).not.toContain(CANARY);
  });

  it('does not appear anywhere when its value is known, whatever stands around it', () => {
    const { log, lines } = createLogInMemory('debug', [CANARY, `${CANARY}-and-more`, 'ab']);
    log.info(`said ${CANARY}, twice ${CANARY}`, {
      note: `${CANARY}-and-more`,
      deep: [{ x: `x${CANARY}x` }],
      about: 'ab',
    });
    log.error('m', { err: Object.assign(new Error(CANARY), { code: CANARY }) });
    const text = lines.join('');
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain('and-more');
    expect(text).toContain('"about":"ab"');
  });
});
