import { STAGES } from '../domain/policy.ts';
import { USUAL_TICKETS } from '../domain/ticket.ts';
import { audiences, notifyUrls } from './notify-schemas.ts';
import { optional, required, withDefault } from './setting.ts';
import {
  host,
  httpUrl,
  keys,
  list,
  loopbackHost,
  oneOf,
  pattern,
  postgresUrl,
  prefixes,
  text,
  wholeNumber,
  wholeNumbers,
} from './value-schemas.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const port = wholeNumber(1, 65_535);
const secret = text(16, 255);
const days = wholeNumber(1, 36_500);

/**
 * Every setting there is, in the order of docs/configuration.md, by the heading it stands under. An environment variable
 * that starts with `PLUMBLINE_` and is not here is an error.
 */
export const SETTINGS = {
  netboxUrl: required({
    name: 'NETBOX_URL',
    meaning: 'NetBox as Plumbline reaches it, with its base path and without `/api`.',
    example: 'https://netbox.example.org',
    schema: httpUrl,
  }),
  netboxToken: required({
    name: 'NETBOX_TOKEN',
    meaning:
      'Token of the account Plumbline reads and writes as. For orders by command line: your own token.',
    example: 'nbt_0123456789ab.…',
    schema: text(20, 200),
    secret: true,
  }),
  netboxUser: withDefault({
    name: 'PLUMBLINE_NETBOX_USER',
    meaning: 'User name of that account. Webhooks of its own edits are dropped.',
    example: 'plumbline',
    fallback: 'plumbline',
    schema: text(1, 150),
  }),
  netboxConcurrency: withDefault({
    name: 'PLUMBLINE_NETBOX_CONCURRENCY',
    meaning: 'Requests to NetBox at once.',
    unit: 'requests',
    example: '4',
    fallback: '4',
    schema: wholeNumber(1, 64),
  }),
  netboxRenders: withDefault({
    name: 'PLUMBLINE_NETBOX_RENDERS',
    meaning: 'Configurations NetBox renders for Plumbline at once.',
    unit: 'requests',
    example: '2',
    fallback: '2',
    schema: wholeNumber(1, 16),
  }),
  netboxTimeoutMs: withDefault({
    name: 'PLUMBLINE_NETBOX_TIMEOUT_MS',
    meaning: 'How long one request to NetBox may take, to the last byte of its answer.',
    unit: 'ms',
    example: '30000',
    fallback: '30000',
    schema: wholeNumber(100, 10 * MINUTE),
  }),

  webhookSecret: required({
    name: 'PLUMBLINE_WEBHOOK_SECRET',
    meaning: 'The secret of the NetBox webhook. `plumbline provision` writes it into NetBox.',
    example: 'the output of `openssl rand -hex 32`',
    schema: secret,
    secret: true,
  }),
  webhookSecretPrevious: optional({
    name: 'PLUMBLINE_WEBHOOK_SECRET_PREVIOUS',
    meaning: 'The secret before it, accepted too while NetBox is being changed over.',
    example: 'the former secret',
    fallbackText: 'only the current secret is accepted',
    schema: secret,
    secret: true,
  }),
  webhookUrl: optional({
    name: 'PLUMBLINE_WEBHOOK_URL',
    meaning: 'Address NetBox posts to; needed by `plumbline provision` only.',
    example: 'http://plumbline.example.org:8480/webhooks/netbox',
    fallbackText: '`plumbline provision` asks for it',
    schema: httpUrl,
  }),
  webhookHost: withDefault({
    name: 'PLUMBLINE_WEBHOOK_HOST',
    meaning: 'Address the webhook receiver listens on.',
    example: '192.0.2.10',
    fallback: '0.0.0.0',
    schema: host,
  }),
  webhookPort: withDefault({
    name: 'PLUMBLINE_WEBHOOK_PORT',
    meaning: 'Port of the webhook receiver.',
    example: '8480',
    fallback: '8480',
    schema: port,
  }),
  webhookDeadlineMs: withDefault({
    name: 'PLUMBLINE_WEBHOOK_DEADLINE_MS',
    meaning: 'How long storing a webhook may take before NetBox is told to send it again.',
    unit: 'ms',
    example: '3000',
    fallback: '3000',
    schema: wholeNumber(100, MINUTE),
  }),
  doctorWaitMs: withDefault({
    name: 'PLUMBLINE_DOCTOR_WAIT_MS',
    meaning:
      'How long `plumbline doctor` waits for the webhook it has NetBox send. A NetBox with a long background queue needs more.',
    unit: 'ms',
    example: '60000',
    fallback: '20000',
    schema: wholeNumber(500, 10 * MINUTE),
  }),
  webhookInFlight: withDefault({
    name: 'PLUMBLINE_WEBHOOK_IN_FLIGHT',
    meaning: 'Webhooks worked on at once; more are told to come again. Each may hold 1 MB.',
    unit: 'requests',
    example: '100',
    fallback: '100',
    schema: wholeNumber(1, 1_000),
  }),

  notifyUrls: withDefault({
    name: 'PLUMBLINE_NOTIFY_URL',
    meaning:
      'Where notices to people are posted as JSON (docs/notifications.md); several addresses are separated by commas. Secret, because such addresses often hold a token.',
    example: 'https://alerts.example.org/plumbline',
    fallback: '',
    schema: notifyUrls,
    secret: true,
  }),
  notifySecret: optional({
    name: 'PLUMBLINE_NOTIFY_SECRET',
    meaning:
      "Signs these posts (`X-Hook-Signature`, HMAC-SHA512 in hex over the body), as NetBox's own webhooks are signed.",
    example: 'the output of `openssl rand -hex 32`',
    fallbackText: 'posts are not signed',
    schema: secret,
    secret: true,
  }),
  notifyPlainHttp: withDefault({
    name: 'PLUMBLINE_NOTIFY_PLAIN_HTTP',
    meaning:
      'Where they may be posted without TLS: `loopback` to this machine only, `allowed` anywhere. They hold names and e-mail addresses.',
    example: 'loopback',
    fallback: 'loopback',
    schema: oneOf(['loopback', 'allowed']),
  }),
  notifyTimeoutMs: withDefault({
    name: 'PLUMBLINE_NOTIFY_TIMEOUT_MS',
    meaning: 'How long a receiver may take to answer one post.',
    unit: 'ms',
    example: '10000',
    fallback: '10000',
    schema: wholeNumber(100, 2 * MINUTE),
  }),
  notifyGiveUpMs: withDefault({
    name: 'PLUMBLINE_NOTIFY_GIVE_UP_MS',
    meaning:
      'A notice that could not be delivered for this long is given up, and that is an error in the log.',
    unit: 'ms',
    example: '86400000',
    fallback: String(DAY),
    schema: wholeNumber(1_000, 30 * DAY),
  }),
  notifyWho: withDefault({
    name: 'PLUMBLINE_NOTIFY_WHO',
    meaning:
      'Whom events concern where the defaults (docs/notifications.md) do not fit, as `event=who`; who is `nobody`, `author`, `owner` or `author+owner`.',
    example: 'applied=nobody,refused=author+owner',
    fallback: '',
    schema: audiences,
  }),

  apiHost: withDefault({
    name: 'PLUMBLINE_API_HOST',
    meaning: 'Address of pages, API and metrics: this machine only, until sign-in exists.',
    example: '127.0.0.1',
    fallback: '127.0.0.1',
    schema: loopbackHost,
  }),
  apiPort: withDefault({
    name: 'PLUMBLINE_API_PORT',
    meaning: 'Port of pages, API and metrics.',
    example: '8481',
    fallback: '8481',
    schema: port,
  }),
  apiUrl: optional({
    name: 'PLUMBLINE_API_URL',
    meaning: 'Where the commands find the running `plumbline serve`.',
    example: 'http://127.0.0.1:8481',
    fallbackText: 'host and port of the API',
    schema: httpUrl,
  }),

  publicUrl: optional({
    name: 'PLUMBLINE_PUBLIC_URL',
    meaning:
      "Where people reach Plumbline's pages in their browsers. Journal entries that had to leave something out link there.",
    example: 'https://plumbline.example.org',
    fallbackText: 'entries name the command that shows the rest',
    schema: httpUrl,
  }),
  ticketPattern: withDefault({
    name: 'PLUMBLINE_TICKET_PATTERN',
    meaning:
      "Regular expression of ticket numbers in NetBox's changelog messages. What it finds is named in every journal entry of the change.",
    example: String.raw`CHG\d{7}`,
    fallback: USUAL_TICKETS,
    schema: pattern(300),
  }),

  dataDir: optional({
    name: 'PLUMBLINE_DATA_DIR',
    meaning: 'Folder of the embedded database, the key file, known_hosts and the stop file.',
    example: '/var/lib/plumbline',
    fallbackText: '`$XDG_STATE_HOME/plumbline`, or `~/.local/state/plumbline`',
    schema: text(1, 1_000),
  }),
  databaseUrl: optional({
    name: 'DATABASE_URL',
    meaning: 'PostgreSQL to use instead of the embedded one; `plumbline migrate` prepares it.',
    example: 'postgresql://plumbline@db.example.org/plumbline',
    fallbackText: 'an embedded PostgreSQL in the data folder',
    schema: postgresUrl,
    secret: true,
  }),
  keys: optional({
    name: 'PLUMBLINE_KEYS',
    meaning:
      'Keys for what is stored encrypted, as `id:key,id:key`: the first encrypts, all decrypt. Must be given with DATABASE_URL.',
    example: 'k1:… (32 bytes from `openssl rand -base64 32`)',
    fallbackText: 'with the embedded database, a key file in the data folder',
    schema: keys,
    secret: true,
  }),
  inboxDays: withDefault({
    name: 'PLUMBLINE_KEEP_INBOX_DAYS',
    meaning: 'How long received webhooks are kept.',
    unit: 'days',
    example: '14',
    fallback: '14',
    schema: days,
  }),
  workflowDays: withDefault({
    name: 'PLUMBLINE_KEEP_WORKFLOWS_DAYS',
    meaning: 'How long finished workflows are kept.',
    unit: 'days',
    example: '30',
    fallback: '30',
    schema: days,
  }),
  snapshotDays: withDefault({
    name: 'PLUMBLINE_KEEP_SNAPSHOTS_DAYS',
    meaning: 'How long snapshots are kept; the last three of a unit stay.',
    unit: 'days',
    example: '90',
    fallback: '90',
    schema: days,
  }),
  findingDays: withDefault({
    name: 'PLUMBLINE_KEEP_FINDINGS_DAYS',
    meaning: 'How long findings are kept after they ended. The audit table is kept for ever.',
    unit: 'days',
    example: '400',
    fallback: '400',
    schema: days,
  }),

  quietMs: withDefault({
    name: 'PLUMBLINE_QUIET_MS',
    meaning: 'An edit is taken up when nothing new was heard of it for this long.',
    unit: 'ms',
    example: '1000',
    fallback: '1000',
    schema: wholeNumber(0, 10 * MINUTE),
  }),
  maxQuietMs: withDefault({
    name: 'PLUMBLINE_MAX_QUIET_MS',
    meaning: 'An edit that grows without pause is taken up after this long.',
    unit: 'ms',
    example: '30000',
    fallback: '30000',
    schema: wholeNumber(0, HOUR),
  }),
  editPollMs: withDefault({
    name: 'PLUMBLINE_EDIT_POLL_MS',
    meaning: 'How often edits that are due are looked for.',
    unit: 'ms',
    example: '100',
    fallback: '100',
    schema: wholeNumber(10, MINUTE),
  }),
  queuePollMs: withDefault({
    name: 'PLUMBLINE_QUEUE_POLL_MS',
    meaning: 'How often queues are looked at.',
    unit: 'ms',
    example: '100',
    fallback: '100',
    schema: wholeNumber(10, MINUTE),
  }),
  waitPollMs: withDefault({
    name: 'PLUMBLINE_WAIT_POLL_MS',
    meaning:
      'How often a workflow that waits for a message looks for it by itself; normally the database wakes it at once.',
    unit: 'ms',
    example: '5000',
    fallback: '5000',
    schema: wholeNumber(10, MINUTE),
  }),
  sweepIntervalMs: withDefault({
    name: 'PLUMBLINE_SWEEP_INTERVAL_MS',
    meaning: 'How often every device is checked without being asked for.',
    unit: 'ms',
    example: '14400000',
    fallback: String(4 * HOUR),
    schema: wholeNumber(1_000, 30 * DAY),
  }),
  interactiveUnits: withDefault({
    name: 'PLUMBLINE_INTERACTIVE_UNITS',
    meaning:
      'An edit of more devices than this is planned in the background, that many devices at a time, so that it delays no other edit. Sweeps work the same way.',
    unit: 'devices',
    example: '40',
    fallback: '40',
    schema: wholeNumber(1, 1_000),
  }),
  transientMs: withDefault({
    name: 'PLUMBLINE_TRANSIENT_MS',
    meaning: 'A device that does not answer is shown as unreachable only after this long.',
    unit: 'ms',
    example: '20000',
    fallback: '20000',
    schema: wholeNumber(0, HOUR),
  }),
  renderAgeMs: withDefault({
    name: 'PLUMBLINE_RENDER_AGE_MS',
    meaning:
      'How old a rendered configuration may be before a sweep has NetBox render it again. Edits always render anew.',
    unit: 'ms',
    example: '86400000',
    fallback: String(DAY),
    schema: wholeNumber(0, 30 * DAY),
  }),
  changelogEveryMs: withDefault({
    name: 'PLUMBLINE_CHANGELOG_EVERY_MS',
    meaning: "How often NetBox's changelog is read for edits no webhook told of.",
    unit: 'ms',
    example: '30000',
    fallback: '30000',
    schema: wholeNumber(50, HOUR),
  }),
  changelogGlanceMs: withDefault({
    name: 'PLUMBLINE_CHANGELOG_GLANCE_MS',
    meaning:
      'How often, between two of these looks, one small request asks for a bulk edit not heard of; then the changelog is read at once. NetBox sends the webhooks of a bulk edit late: it fills its search index first.',
    unit: 'ms',
    example: '5000',
    fallback: '5000',
    schema: wholeNumber(50, HOUR),
  }),
  changelogOverlapMs: withDefault({
    name: 'PLUMBLINE_CHANGELOG_OVERLAP_MS',
    meaning:
      'How far back each of these looks goes. Must be longer than the longest job in NetBox: what a job saves appears in the changelog when it ends, among what is older.',
    unit: 'ms',
    example: '600000',
    fallback: String(10 * MINUTE),
    schema: wholeNumber(1_000, DAY),
  }),
  changelogGapMs: withDefault({
    name: 'PLUMBLINE_CHANGELOG_GAP_MS',
    meaning:
      'When NetBox was not watched for longer than this, what was edited meanwhile is written only after an approval.',
    unit: 'ms',
    example: '1800000',
    fallback: String(30 * MINUTE),
    schema: wholeNumber(1_000, 30 * DAY),
  }),
  webhookSilentMs: withDefault({
    name: 'PLUMBLINE_WEBHOOK_SILENT_MS',
    meaning: 'When NetBox is edited and no webhook arrives for this long, it is an alarm.',
    unit: 'ms',
    example: '300000',
    fallback: String(5 * MINUTE),
    schema: wholeNumber(1_000, DAY),
  }),
  shutdownGraceMs: withDefault({
    name: 'PLUMBLINE_SHUTDOWN_GRACE_MS',
    meaning: 'How long running steps may take to end after a request to stop.',
    unit: 'ms',
    example: '60000',
    fallback: '60000',
    schema: wholeNumber(0, HOUR),
  }),

  maxStage: withDefault({
    name: 'PLUMBLINE_MAX_STAGE',
    meaning: 'Highest stage any device may have, whatever NetBox says. `read-only` never writes.',
    example: 'pilot',
    fallback: 'read-only',
    schema: oneOf(STAGES),
  }),
  writableUnits: withDefault({
    name: 'PLUMBLINE_WRITABLE_UNITS',
    meaning: 'Names of the devices that may be written, separated by commas; `*` alone means all.',
    example: 'edge-1,edge-2',
    fallback: '',
    schema: list,
  }),
  managementPrefixes: withDefault({
    name: 'PLUMBLINE_MANAGEMENT_PREFIXES',
    meaning:
      'Where management addresses may lie. Loopback, link-local and multicast count only when a prefix lies inside them.',
    example: '192.0.2.0/24,2001:db8::/32',
    fallback: '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7',
    schema: prefixes,
  }),
  evidenceRaisedFor: withDefault({
    name: 'PLUMBLINE_EVIDENCE_RAISED_FOR',
    meaning: 'Where platforms that are not proven on live devices may pass the stage `pilot`. For labs.',
    example: '198.51.100.0/24',
    fallback: '',
    schema: prefixes,
  }),
  window: withDefault({
    name: 'PLUMBLINE_WINDOW',
    meaning:
      'When Plumbline may write by itself: `none` never (only after an approval), `always` at any time.',
    example: 'none',
    fallback: 'none',
    schema: oneOf(['none', 'always']),
  }),
  approverGroups: withDefault({
    name: 'PLUMBLINE_APPROVER_GROUPS',
    meaning: 'NetBox groups whose members may approve plans and end a stop; without any, nobody may.',
    example: 'network-approvers',
    fallback: '',
    schema: list,
  }),
  managedStatuses: withDefault({
    name: 'PLUMBLINE_MANAGED_STATUSES',
    meaning: 'NetBox statuses of devices that are managed.',
    example: 'active,staged',
    fallback: 'active',
    schema: list.refine((statuses) => statuses.length > 0, 'at least one status'),
  }),
  approvalExpiryMs: withDefault({
    name: 'PLUMBLINE_APPROVAL_EXPIRY_MS',
    meaning: 'How long a plan waits for its approval.',
    unit: 'ms',
    example: '86400000',
    fallback: String(DAY),
    schema: wholeNumber(1_000, 30 * DAY),
  }),
  settleMs: withDefault({
    name: 'PLUMBLINE_SETTLE_MS',
    meaning:
      'Shortest time between the two reads that prove a change. Where routing is touched, its hold time is added.',
    unit: 'ms',
    example: '5000',
    fallback: '5000',
    schema: wholeNumber(0, 10 * MINUTE),
  }),

  deviceMinuteMs: withDefault({
    name: 'PLUMBLINE_DEVICE_MINUTE_MS',
    meaning:
      'How long a minute of the devices’ own revert timers lasts. For tests, which shorten it together with their simulated devices.',
    unit: 'ms',
    example: '60000',
    fallback: '60000',
    schema: wholeNumber(20, MINUTE),
  }),

  credentials: required({
    name: 'PLUMBLINE_CREDENTIALS',
    meaning: 'Path of the credentials file, described below.',
    example: '/etc/plumbline/credentials.yaml',
    schema: text(1, 1_000),
  }),
  knownHosts: optional({
    name: 'PLUMBLINE_KNOWN_HOSTS',
    meaning:
      'Host keys of the devices, in the form of OpenSSH. A device whose key is not in it is not spoken to.',
    example: '/etc/plumbline/known_hosts',
    fallbackText: '`known_hosts` in the data folder',
    schema: text(1, 1_000),
  }),
  connectTimeoutMs: withDefault({
    name: 'PLUMBLINE_DEVICE_CONNECT_MS',
    meaning: 'How long a TCP connection to a device may take.',
    unit: 'ms',
    example: '10000',
    fallback: '10000',
    schema: wholeNumber(100, 10 * MINUTE),
  }),
  loginTimeoutMs: withDefault({
    name: 'PLUMBLINE_DEVICE_LOGIN_MS',
    meaning: 'How long key exchange and login may take.',
    unit: 'ms',
    example: '20000',
    fallback: '20000',
    schema: wholeNumber(100, 10 * MINUTE),
  }),
  commandTimeoutMs: withDefault({
    name: 'PLUMBLINE_DEVICE_COMMAND_MS',
    meaning: 'How long a device may take to answer one command.',
    unit: 'ms',
    example: '30000',
    fallback: '30000',
    schema: wholeNumber(100, 10 * MINUTE),
  }),
  configurationTimeoutMs: withDefault({
    name: 'PLUMBLINE_DEVICE_CONFIGURATION_MS',
    meaning: 'How long a device may take to show its whole configuration.',
    unit: 'ms',
    example: '120000',
    fallback: '120000',
    schema: wholeNumber(100, HOUR),
  }),
  commitTimeoutMs: withDefault({
    name: 'PLUMBLINE_DEVICE_COMMIT_MS',
    meaning:
      'How long a device may take to commit a change, or to put its former configuration back when told to.',
    unit: 'ms',
    example: '180000',
    fallback: '180000',
    schema: wholeNumber(100, 10 * MINUTE),
  }),
  saveTimeoutMs: withDefault({
    name: 'PLUMBLINE_DEVICE_SAVE_MS',
    meaning: 'How long a device may take to save its configuration.',
    unit: 'ms',
    example: '100000',
    fallback: '100000',
    schema: wholeNumber(100, HOUR),
  }),
  idleTimeoutMs: withDefault({
    name: 'PLUMBLINE_DEVICE_IDLE_MS',
    meaning: 'Longest silence in the middle of an answer.',
    unit: 'ms',
    example: '30000',
    fallback: '30000',
    schema: wholeNumber(100, 10 * MINUTE),
  }),
  keepaliveMs: withDefault({
    name: 'PLUMBLINE_DEVICE_KEEPALIVE_MS',
    meaning: 'Time between two signs of life; three without an answer end the session.',
    unit: 'ms',
    example: '10000',
    fallback: '10000',
    schema: wholeNumber(100, 10 * MINUTE),
  }),
  connectSpacingMs: withDefault({
    name: 'PLUMBLINE_DEVICE_SPACING_MS',
    meaning: 'Time between two connections to one device.',
    unit: 'ms',
    example: '1100',
    fallback: '1100',
    schema: wholeNumber(0, 10 * MINUTE),
  }),
  quietPromptMs: withDefault({
    name: 'PLUMBLINE_DEVICE_PROMPT_MS',
    meaning:
      'Longest silence that proves that what looks like a prompt is one. Four times the longest pause in the same answer is enough, but at least 20 ms; none where the device repeats its prompt on Return, which is never sent to what may ask something.',
    unit: 'ms',
    example: '200',
    fallback: '200',
    schema: wholeNumber(0, MINUTE),
  }),
  outputBytes: withDefault({
    name: 'PLUMBLINE_DEVICE_OUTPUT_BYTES',
    meaning: 'Longest answer of a device; one that says more is cut off.',
    unit: 'bytes',
    example: '16777216',
    fallback: '16777216',
    schema: wholeNumber(1_024, 1_073_741_824),
  }),
  slotTimeoutMs: withDefault({
    name: 'PLUMBLINE_DEVICE_SLOT_MS',
    meaning: 'How long work waits for a free connection before it gives up for now.',
    unit: 'ms',
    example: '300000',
    fallback: '300000',
    schema: wholeNumber(100, DAY),
  }),
  perDevice: withDefault({
    name: 'PLUMBLINE_SESSIONS_PER_DEVICE',
    meaning: 'Sessions with one device at once.',
    unit: 'sessions',
    example: '1',
    fallback: '1',
    schema: wholeNumber(1, 4),
  }),
  perSite: withDefault({
    name: 'PLUMBLINE_SESSIONS_PER_SITE',
    meaning: 'Sessions with the devices of one site at once. With several processes: the share of this one.',
    unit: 'sessions',
    example: '5',
    fallback: '5',
    schema: wholeNumber(1, 1_000),
  }),
  perPlatform: withDefault({
    name: 'PLUMBLINE_SESSIONS_PER_PLATFORM',
    meaning:
      'Sessions with all devices of one platform at once, so that a slow platform leaves places to the others. With several processes: the share of this one.',
    unit: 'sessions',
    example: '40',
    fallback: '40',
    schema: wholeNumber(1, 1_000),
  }),
  total: withDefault({
    name: 'PLUMBLINE_SESSIONS_TOTAL',
    meaning: 'Sessions at once. With several processes: the share of this one.',
    unit: 'sessions',
    example: '50',
    fallback: '50',
    schema: wholeNumber(1, 1_000),
  }),

  reuseMs: withDefault({
    name: 'PLUMBLINE_SESSION_REUSE_MS',
    meaning:
      'How long a session that only looked at a device stays open for the next look at the same device; `0` closes it at once. Whoever needs its place gets it earlier. What proves a change always opens a new one.',
    unit: 'ms',
    example: '5000',
    fallback: '5000',
    schema: wholeNumber(0, 10 * MINUTE),
  }),
  backOffMs: withDefault({
    name: 'PLUMBLINE_DEVICE_BACKOFF_MS',
    meaning:
      'How long a device that did not answer is left alone: after the first failure in a row, the second, and so on; the last for all further ones. Empty: never.',
    unit: 'ms',
    example: '5000,15000,60000,300000',
    fallback: '5000,15000,60000,300000',
    schema: wholeNumbers(0, DAY),
  }),
  breakerFailures: withDefault({
    name: 'PLUMBLINE_DEVICE_BREAKER_FAILURES',
    meaning:
      'From this many failures in a row on, one single look at a time tries the device, and the log warns.',
    unit: 'failures',
    example: '5',
    fallback: '5',
    schema: wholeNumber(1, 1_000),
  }),
  jitterPercent: withDefault({
    name: 'PLUMBLINE_DEVICE_JITTER_PERCENT',
    meaning:
      'By how much these times may be longer or shorter, so that devices lost together are not all tried together.',
    unit: 'percent',
    example: '20',
    fallback: '20',
    schema: wholeNumber(0, 100),
  }),

  logLevel: withDefault({
    name: 'PLUMBLINE_LOG_LEVEL',
    meaning:
      '`error` our defects, `warn` look at it this week, `info` what operators follow, `debug` what developers follow.',
    example: 'info',
    fallback: 'info',
    schema: oneOf(['error', 'warn', 'info', 'debug', 'silent']),
  }),
};

type Table = typeof SETTINGS;
export type SettingKey = keyof Table;
/** What each setting is once read. */
export type Values = {
  readonly [Key in SettingKey]: Table[Key] extends { schema: infer Schema } ? ValueOf<Schema> : never;
};
type ValueOf<Schema> = Schema extends { _zod: { output: infer Output } } ? Output : never;

/** Headings of docs/configuration.md: each begins with the setting named here. */
export const SETTING_GROUPS: readonly { readonly title: string; readonly first: SettingKey }[] = [
  { title: 'NetBox', first: 'netboxUrl' },
  { title: 'Webhooks', first: 'webhookSecret' },
  { title: 'Notices to people', first: 'notifyUrls' },
  { title: 'Pages, API and metrics', first: 'apiHost' },
  { title: 'Data and database', first: 'dataDir' },
  { title: 'Pace', first: 'quietMs' },
  { title: 'Outer limits', first: 'maxStage' },
  { title: 'Devices', first: 'credentials' },
  { title: 'Log', first: 'logLevel' },
];
