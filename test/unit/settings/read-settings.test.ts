import { describe, expect, it } from 'vitest';
import { AUDIENCES } from '../../../src/domain/notice.ts';
import { USUAL_TICKETS } from '../../../src/domain/ticket.ts';
import { readClientSettings, readDataDir } from '../../../src/settings/read-command-settings.ts';
import { readSettings } from '../../../src/settings/read-settings.ts';
import { SETTINGS } from '../../../src/settings/schema.ts';
import type { Setting } from '../../../src/settings/setting.ts';
import { secretValuesOf, type Settings } from '../../../src/settings/settings.ts';
import { FILES, filesOf, MINIMAL } from './minimal-environment.ts';

function settingsOf(env: Record<string, string>): Settings {
  const result = readSettings({ ...MINIMAL, ...env }, filesOf(FILES));
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.settings;
}

function problemsOf(env: Record<string, string | undefined>, files = FILES): readonly string[] {
  const result = readSettings({ ...MINIMAL, ...env }, filesOf(files));
  return result.ok ? [] : result.problems;
}

describe('settings', () => {
  it('are complete with four variables, and then never write', () => {
    const settings = settingsOf({});
    expect(settings.netbox).toEqual({
      url: 'https://netbox.example.org/base',
      token: MINIMAL['NETBOX_TOKEN'],
      timeoutMs: 30_000,
      maxConcurrent: 4,
      maxRenders: 2,
    });
    expect(settings.limits).toEqual({
      maxStage: 'read-only',
      writableUnits: [],
      managementPrefixes: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
      evidenceRaisedFor: [],
      window: 'none',
      approverGroups: [],
      managedStatuses: ['active'],
      credentialProfiles: { default: ['192.0.2.0/24', '2001:db8::/32'], labs: ['198.51.100.0/24'] },
      approvalExpiryMs: 86_400_000,
      settleMs: 5_000,
      deviceMinuteMs: 60_000,
      interactiveUnits: 40,
      transientMs: 20_000,
      renderAgeMs: 86_400_000,
    });
    expect(settings.apiListen.host).toBe('127.0.0.1');
    expect(settings.dataDir).toBe('/home/operator/.local/state/plumbline');
    expect(settings.devices.knownHostsPath).toBe('/home/operator/.local/state/plumbline/known_hosts');
    expect(settings.database).toEqual({ url: null, keys: null });
    expect(settings.edits).toEqual({ quietMs: 1_000, maxQuietMs: 30_000, pollMs: 100 });
    expect(settings.sweep.intervalMs).toBe(4 * 3_600_000);
  });

  it('take each value from its variable', () => {
    const settings = settingsOf({
      PLUMBLINE_MAX_STAGE: 'general',
      PLUMBLINE_WRITABLE_UNITS: ' edge-1, edge-2 ,',
      PLUMBLINE_MANAGEMENT_PREFIXES: '127.0.0.0/8,fe80::/10',
      PLUMBLINE_WINDOW: 'always',
      PLUMBLINE_SESSIONS_PER_SITE: '7',
      PLUMBLINE_DATA_DIR: '/var/lib/plumbline',
      XDG_STATE_HOME: '/ignored',
      PLUMBLINE_QUIET_MS: '0',
    });
    expect(settings.limits).toMatchObject({
      maxStage: 'general',
      writableUnits: ['edge-1', 'edge-2'],
      managementPrefixes: ['127.0.0.0/8', 'fe80::/10'],
      window: 'always',
    });
    expect(settings.devices.limits.perSite).toBe(7);
    expect(settings.dataDir).toBe('/var/lib/plumbline');
    expect(settings.edits.quietMs).toBe(0);
  });

  it('say how tickets look and where links in NetBox lead', () => {
    const settings = settingsOf({
      NETBOX_URL: 'https://netbox.example.org/netbox/',
      PLUMBLINE_PUBLIC_URL: 'https://plumbline.example.org/',
      PLUMBLINE_TICKET_PATTERN: String.raw`CHG\d{7}`,
    });
    expect(settings.telling).toEqual({
      ticketPattern: String.raw`CHG\d{7}`,
      pagesUrl: 'https://plumbline.example.org',
      netboxPath: '/netbox',
    });
    expect(settingsOf({}).telling).toEqual({
      ticketPattern: USUAL_TICKETS,
      pagesUrl: null,
      netboxPath: '/base',
    });
  });

  it.each(['CHG(', 'x*', '(?<n>)'])('refuse %j as the pattern of a ticket', (pattern) => {
    expect(problemsOf({ PLUMBLINE_TICKET_PATTERN: pattern }).join()).toMatch(
      /PLUMBLINE_TICKET_PATTERN.*a regular expression that does not match the empty text/,
    );
  });

  it('keep their data under XDG_STATE_HOME, unless that is relative', () => {
    expect(settingsOf({ XDG_STATE_HOME: '/state' }).dataDir).toBe('/state/plumbline');
    expect(settingsOf({ XDG_STATE_HOME: 'state' }).dataDir).toBe('/home/operator/.local/state/plumbline');
  });

  it('tell all problems at once', () => {
    const problems = problemsOf({
      NETBOX_URL: 'netbox.example.org',
      NETBOX_TOKEN: undefined,
      PLUMBLINE_WEBHOOK_SECRET: 'short',
      PLUMBLINE_QUIET_MS: 'soon',
      PLUMBLINE_MAX_STAGE: 'everything',
      PLUMBLINE_MANAGEMENT_PREFIXES: '10.0.0.0/33',
      PLUMBLINE_CREDENTIALS: '/nowhere',
      PLUMBLINE_WRITEABLE_UNITS: '*',
    });
    expect(problems).toEqual([
      'PLUMBLINE_WRITEABLE_UNITS: there is no such setting. Did you mean PLUMBLINE_WRITABLE_UNITS?',
      'NETBOX_URL: expected an http:// or https:// address without user name, query and fragment, found "netbox.example.org". Example: https://netbox.example.org.',
      'NETBOX_TOKEN: missing. Example: nbt_0123456789ab.….',
      'PLUMBLINE_WEBHOOK_SECRET: expected 16 to 255 characters on one line, found 5 characters that are none. Example: the output of `openssl rand -hex 32`.',
      'PLUMBLINE_QUIET_MS: expected a whole number from 0 to 600000, found "soon". Example: 1000.',
      'PLUMBLINE_MAX_STAGE: expected one of read-only, pilot, general, found "everything". Example: pilot.',
      'PLUMBLINE_MANAGEMENT_PREFIXES: expected IP prefixes separated by commas, found "10.0.0.0/33". Example: 192.0.2.0/24,2001:db8::/32.',
      '/nowhere: the credentials file cannot be read.',
    ]);
  });

  it.each([
    ['PLUMBLINE_QUIET_MS', '-1'],
    ['PLUMBLINE_QUIET_MS', '1.5'],
    ['PLUMBLINE_QUIET_MS', '1e3'],
    ['PLUMBLINE_QUIET_MS', ' 5'],
    ['PLUMBLINE_QUIET_MS', '600001'],
    ['PLUMBLINE_API_PORT', '0'],
    ['PLUMBLINE_API_PORT', '65536'],
    ['PLUMBLINE_API_HOST', '0.0.0.0'],
    ['PLUMBLINE_WEBHOOK_HOST', 'http://x'],
    ['NETBOX_URL', 'https://user:pass@netbox.example.org'],
    ['NETBOX_URL', 'ftp://netbox.example.org'],
    ['NETBOX_URL', 'https://netbox.example.org/?a=b'],
    ['DATABASE_URL', 'mysql://x/y'],
    ['PLUMBLINE_MANAGED_STATUSES', ' , '],
    ['PLUMBLINE_MANAGEMENT_PREFIXES', '10.0.0.1'],
    ['PLUMBLINE_NETBOX_USER', 'two\nlines'],
    ['PLUMBLINE_NOTIFY_URL', 'alerts.example.org'],
    ['PLUMBLINE_NOTIFY_URL', 'https://user:pass@alerts.example.org'],
    ['PLUMBLINE_NOTIFY_URL', 'https://a.example.org,https://a.example.org'],
    ['PLUMBLINE_NOTIFY_WHO', 'applied'],
    ['PLUMBLINE_NOTIFY_WHO', 'aplied=author'],
    ['PLUMBLINE_NOTIFY_WHO', 'applied=everybody'],
    ['PLUMBLINE_NOTIFY_WHO', 'applied=author,applied=owner'],
    ['PLUMBLINE_KEYS', 'k1:tooshort'],
    ['PLUMBLINE_KEYS', `k1:${'0'.repeat(64)},k1:${'1'.repeat(64)}`],
  ])('refuse %s=%j and name it', (name, value) => {
    expect(
      problemsOf({ [name]: value }).filter((problem) => problem.startsWith(`${name}: expected`)),
    ).toHaveLength(1);
  });

  it('demand keys with an own database', () => {
    const database = { DATABASE_URL: 'postgresql://u@db.example.org/plumbline' };
    expect(problemsOf(database)).toEqual([expect.stringMatching(/^PLUMBLINE_KEYS: missing/)]);
    const keys = `new:${'0'.repeat(64)},old:${'A'.repeat(43)}=`;
    expect(settingsOf({ ...database, PLUMBLINE_KEYS: keys }).database.keys).toBe(keys);
  });

  it.each([
    [{ PLUMBLINE_QUIET_MS: '5000', PLUMBLINE_MAX_QUIET_MS: '4000' }, /^PLUMBLINE_MAX_QUIET_MS/],
    [{ PLUMBLINE_WRITABLE_UNITS: '*,edge-1' }, /^PLUMBLINE_WRITABLE_UNITS/],
    [{ PLUMBLINE_API_PORT: '8480' }, /^PLUMBLINE_API_PORT/],
    [{ PLUMBLINE_NOTIFY_URL: 'http://alerts.example.org/' }, /^PLUMBLINE_NOTIFY_URL/],
    [{ PLUMBLINE_NOTIFY_URL: 'http://127.evil.example/' }, /^PLUMBLINE_NOTIFY_URL/],
  ])('refuse what contradicts itself: %j', (env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(problem)]);
  });

  it('let notices go without TLS to this machine, and elsewhere only when that is said', () => {
    const local = 'http://127.0.0.1:9000/a,http://localhost:9000/b?token=x,http://[::1]:9000/c';
    expect(settingsOf({ PLUMBLINE_NOTIFY_URL: local }).notify.urls).toEqual(local.split(','));
    const env = {
      PLUMBLINE_NOTIFY_URL: 'http://alerts.example.org/',
      PLUMBLINE_NOTIFY_PLAIN_HTTP: 'allowed',
    };
    expect(settingsOf(env).notify.urls).toEqual(['http://alerts.example.org/']);
  });

  it('change for single events who is told, and leave the others as they are', () => {
    const { audiences } = settingsOf({ PLUMBLINE_NOTIFY_WHO: 'applied=nobody, refused=author+owner' }).notify;
    expect(audiences).toEqual({ ...AUDIENCES, applied: [], refused: ['author', 'owner'] });
  });

  it('count an empty variable as not set', () => {
    expect(
      settingsOf({ PLUMBLINE_QUIET_MS: '', DATABASE_URL: '', NETBOX_TOKEN_FILE: '' }).edits.quietMs,
    ).toBe(1_000);
    expect(problemsOf({ NETBOX_URL: '' })).toEqual([expect.stringMatching(/^NETBOX_URL: missing/)]);
  });
});

describe('secrets', () => {
  const table: readonly Setting<unknown>[] = Object.values(SETTINGS);
  const secrets = table.filter(({ secret }) => secret).map(({ name }) => name);

  it('are these settings', () => {
    expect(secrets).toEqual([
      'NETBOX_TOKEN',
      'PLUMBLINE_WEBHOOK_SECRET',
      'PLUMBLINE_WEBHOOK_SECRET_PREVIOUS',
      'PLUMBLINE_NOTIFY_URL',
      'PLUMBLINE_NOTIFY_SECRET',
      'DATABASE_URL',
      'PLUMBLINE_KEYS',
    ]);
  });

  const valid: Readonly<Record<string, string>> = {
    NETBOX_TOKEN: 'nbt_abcdefghijkl.from-the-file',
    PLUMBLINE_WEBHOOK_SECRET: 'the secret from the file',
    PLUMBLINE_WEBHOOK_SECRET_PREVIOUS: 'the former secret from the file',
    PLUMBLINE_NOTIFY_URL: 'https://alerts.example.org/from-the-file',
    PLUMBLINE_NOTIFY_SECRET: 'the signing secret from the file',
    DATABASE_URL: 'postgresql://u:from-the-file@h/db',
    PLUMBLINE_KEYS: `k1:${'0'.repeat(64)}`,
  };

  it.each(secrets)('%s can stand in a file', (name) => {
    const env = {
      PLUMBLINE_KEYS: valid['PLUMBLINE_KEYS'],
      [name]: undefined,
      [`${name}_FILE`]: '/run/secret',
    };
    const result = readSettings(
      { ...MINIMAL, ...env },
      filesOf({ ...FILES, '/run/secret': `${valid[name] ?? ''}\n` }),
    );
    expect(result).toMatchObject({ ok: true });
    expect(JSON.stringify(result)).toContain(valid[name]);
  });

  it('are refused when given twice, when their file is missing, and when it is empty', () => {
    expect(problemsOf({ NETBOX_TOKEN_FILE: '/run/secret' })).toEqual([expect.stringMatching(/given twice/)]);
    expect(problemsOf({ NETBOX_TOKEN: undefined, NETBOX_TOKEN_FILE: '/none' })).toEqual([
      expect.stringMatching(/NETBOX_TOKEN_FILE: the file \/none cannot be read/),
    ]);
    const empty = { ...FILES, '/empty': '\n' };
    expect(problemsOf({ NETBOX_TOKEN: undefined, NETBOX_TOKEN_FILE: '/empty' }, empty)).toEqual([
      expect.stringMatching(/is empty/),
    ]);
  });

  it('are never quoted in a problem', () => {
    const canary = 'Zx9canaryQ';
    const bad = {
      NETBOX_TOKEN: canary,
      PLUMBLINE_WEBHOOK_SECRET: canary,
      DATABASE_URL: `mysql://u:${canary}@h`,
      PLUMBLINE_KEYS: `k1:${canary}`,
      PLUMBLINE_CREDENTIALS: '/canary',
    };
    const file = `profiles:\n  default:\n    password: ${canary}\n    read: { username: a, password: [${canary}] }\n`;
    expect(problemsOf(bad, { '/canary': file }).length).toBeGreaterThan(5);
    expect(problemsOf(bad, { '/canary': file }).join()).not.toContain(canary);
    expect(problemsOf(bad, { '/canary': `a: "${canary}\n  b: ${canary}: ${canary}` }).join()).not.toContain(
      canary,
    );
  });

  it('have no `_FILE` form where there is no secret', () => {
    expect(problemsOf({ PLUMBLINE_QUIET_MS_FILE: '/x' })).toEqual([
      'PLUMBLINE_QUIET_MS_FILE: there is no such setting. Did you mean PLUMBLINE_QUIET_MS?',
    ]);
  });

  it('are handed to the log by value', () => {
    const settings = settingsOf({
      PLUMBLINE_WEBHOOK_SECRET_PREVIOUS: 'the former webhook secret',
      PLUMBLINE_NOTIFY_URL: 'https://alerts.example.org/hook?token=abc',
      PLUMBLINE_NOTIFY_SECRET: 'the secret of notices',
      DATABASE_URL: 'postgresql://u:p%40ss-word@h/db',
      PLUMBLINE_KEYS: `k1:${'0'.repeat(64)},k2:${'1'.repeat(64)}`,
    });
    expect(secretValuesOf(settings)).toEqual([
      MINIMAL['NETBOX_TOKEN'],
      'a secret of sixteen characters',
      'the former webhook secret',
      'https://alerts.example.org/hook?token=abc',
      'the secret of notices',
      '0'.repeat(64),
      '1'.repeat(64),
      'p@ss-word',
      'pass word of the reader',
      'the passphrase of the key',
      'the enable secret',
      'lab-pass',
    ]);
  });
});

describe('settings of commands', () => {
  it('are only the token and where the API is', () => {
    const env = { NETBOX_TOKEN: MINIMAL['NETBOX_TOKEN'], PLUMBLINE_API_PORT: '9000' };
    expect(readClientSettings(env, filesOf({}))).toEqual({
      ok: true,
      settings: { apiUrl: 'http://127.0.0.1:9000', token: MINIMAL['NETBOX_TOKEN'] },
    });
    expect(
      readClientSettings({ ...env, PLUMBLINE_API_URL: 'http://localhost:1/' }, filesOf({})),
    ).toMatchObject({
      settings: { apiUrl: 'http://localhost:1' },
    });
    expect(readClientSettings({}, filesOf({}))).toMatchObject({
      ok: false,
      problems: [expect.stringMatching(/^NETBOX_TOKEN: missing/)],
    });
  });

  it('find the data folder without anything else', () => {
    expect(readDataDir({ HOME: '/h' }, filesOf({}))).toEqual({
      ok: true,
      dataDir: '/h/.local/state/plumbline',
    });
  });
});
