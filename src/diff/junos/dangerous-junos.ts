/** Statements whose lines never follow from configuration, and why. Whose statements others inherit count like one's own. */
const DENIED: readonly (readonly [reason: string, ...statements: readonly string[]])[] = [
  [
    'it changes who may log in',
    'system root-authentication',
    'system login',
    'system authentication-order',
    'system radius-server',
    'system tacplus-server',
    'system radius-options',
    'system tacplus-options',
  ],
  ['it changes how the device is entered', 'system services', 'system ports'],
  ['it changes keys', 'security certificates', 'security pki', 'security ssh-known-hosts'],
  ['it changes keys', 'system master-password', 'system encryption'],
  ['it starts actions of their own', 'event-options', 'system scripts', 'system extensions', 'system commit'],
  [
    'it changes stored files',
    'system archival',
    'system license',
    'system autoinstallation',
    'system phone-home',
    'system configuration-database',
    'system max-configuration',
  ],
  [
    'it restarts the device or a part of it',
    'chassis redundancy',
    'chassis cluster',
    'chassis fpc',
    'chassis network-services',
    'virtual-chassis',
    'system processes',
  ],
];

const VERB = '(?:set|delete|activate|deactivate|insert|protect|unprotect) +';
/** Statements that hold a configuration of their own. */
const WITHIN = '(?:(?:groups|logical-systems|tenants) +\\S+ +)*';

const PATTERNS = DENIED.flatMap(([reason, ...statements]) =>
  statements.map((statement) => ({ pattern: new RegExp(`^${VERB}${WITHIN}${statement}`), reason })),
);

/** The same statements with words shortened, as the device takes them too, and the containers nothing may hide in. */
const SHORTENED = [
  ...DENIED.flatMap(([, ...statements]) => statements),
  'groups',
  'logical-systems',
  'tenants',
].map((statement) => statement.split(' '));

function isShortened(command: string): boolean {
  const words = command.replace(new RegExp(`^${VERB}${WITHIN}`), '').split(/ +/);
  return SHORTENED.some(
    (statement) =>
      statement.every((full, index) => full.startsWith(words[index] ?? '-')) &&
      statement.some((full, index) => full !== words[index]),
  );
}

/** Why a line must never be sent to a Junos device, as the end of a sentence, or null when nothing here forbids it. */
export function dangerousJunosCommand(command: string): string | null {
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(command)) return 'it holds control characters';
  if (!new RegExp(`^${VERB}\\S`).test(command)) return 'it is no configuration';
  // Quoted text is sent as a text; outside of quotes these two talk to the command line.
  const bare = command.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  if (/[?|]/.test(bare)) return 'a question mark or a vertical bar talks to the command line';
  if (/^(?:delete|deactivate) +(?!apply-groups)\S+$/.test(command))
    return 'it takes a whole part of the configuration away';
  if (isShortened(command)) return 'it shortens words of a place that is never changed';
  return PATTERNS.find(({ pattern }) => pattern.test(command))?.reason ?? null;
}
