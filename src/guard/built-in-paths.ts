import type { Platform } from '../domain/platform.ts';

/** Who may log in, and how: who can change that by an edit owns the device. */
const COMMAND_LINE: readonly string[] = [
  'line *',
  'username *',
  'enable *',
  'aaa *',
  'tacacs*',
  'radius*',
  // A community reads, and often writes, everything without a login.
  'snmp-server community *',
  'snmp-server user *',
  'snmp-server group *',
];

/**
 * Places of management access, by platform: their change always needs an approval, whatever the policy says. The lists these
 * places refer to (an access class) are guarded with them. Patterns as in `src/diff/path-pattern.ts`.
 */
export const BUILT_IN_PATHS: Readonly<Record<Platform, readonly string[]>> = {
  cisco_ios: [...COMMAND_LINE, 'ip ssh *', 'ip http *'],
  // A daemon and an event handler run programs on the switch.
  arista_eos: [...COMMAND_LINE, 'management *', 'daemon *', 'event-handler *'],
  // FRR has no users of its own: vtysh asks the host, and each daemon's port asks for these.
  frr: ['line *', 'password *', 'enable *', 'username *'],
  juniper_junos: [
    'system / login',
    'system / root-authentication',
    'system / authentication-order',
    'system / services',
    'system / tacplus-server *',
    'system / radius-server *',
    'system / radius-options',
    'system / tacplus-options',
    'system / ports',
    'snmp',
    // Filters in front of the management; what they refer to is guarded with them.
    ...['lo0', 'fxp0', 'em0', 'me0', 'vme'].map((port) => `interfaces / ${port} / ** / filter`),
  ],
};
