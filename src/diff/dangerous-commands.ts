import type { Platform } from '../domain/platform.ts';
import { dangerousJunosCommand } from './junos/dangerous-junos.ts';

/** A kind of command that never follows from configuration, and why. */
interface Denial {
  readonly pattern: RegExp;
  readonly reason: string;
  readonly platforms?: readonly Platform[];
}

const NO = '(?:(?:no|default) +)*';

function starting(words: string, reason: string, platforms?: readonly Platform[]): Denial {
  const pattern = new RegExp(`^${NO}(?:${words})(?: |$)`, 'i');
  return platforms === undefined ? { pattern, reason } : { pattern, reason, platforms };
}

/**
 * What may not be sent, whoever asks for it. A second gate behind the rules, which know none of these: it guards against
 * a rule that is written too wide one day.
 */
const DENIED: readonly Denial[] = [
  { pattern: /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/, reason: 'it holds control characters' },
  { pattern: /^\s*$/, reason: 'it is empty' },
  { pattern: /^\s|\s$/, reason: 'it begins or ends with blanks' },
  { pattern: /\?/, reason: 'a question mark asks the command line for help' },
  { pattern: /^[!#]/, reason: 'it is a comment' },
  { pattern: /\|/, reason: 'a vertical bar starts an output filter', platforms: ['frr'] },
  starting('do', 'it leaves configuration mode'),
  starting(
    'end|exit|exit-[a-z-]+|quit|configure|conf t|disable|enable',
    'it changes the mode of the session',
  ),
  starting('reload|reboot|shutdown vlan|redundancy|issu', 'it restarts the device or a part of it'),
  starting(
    'write|wr|copy|erase|delete|format|squeeze|rename|archive|install|software|rollback',
    'it changes stored files',
  ),
  starting('boot|config-register|license|upgrade', 'it changes how the device starts'),
  starting(
    'username|user|enable (?:secret|password|algorithm-type)|aaa|tacacs|radius|tacacs-server|radius-server',
    'it changes who may log in',
  ),
  starting('privilege|parser|password|secret|service password-recovery', 'it changes who may log in'),
  starting('crypto|key|certificate|key-string|ssh|ip ssh|ip scp', 'it changes keys'),
  starting(
    'banner|macro|menu|tclsh|event manager|event|action|alias|kron|scheduler',
    'it starts input or actions of their own',
  ),
  starting(
    'debug|undebug|clear|test|ping|traceroute|telnet|connect|terminal|monitor|send',
    'it is no configuration',
  ),
  starting('default interface', 'it resets a whole interface'),
  starting('configuration mode|file|setup|hw-module|platform', 'it changes the device itself'),
  starting('abort|commit|bash|zerotouch|watch|diff', 'it acts at once or runs a program', ['arista_eos']),
  starting(
    'find|list|show|start-shell|username|vtysh|allow-external-route-update',
    'it is no configuration',
    ['frr'],
  ),
];

/**
 * Why a command needs a person's word whatever else the plan does, as the end of a sentence, or null. On Junos somebody wrote
 * `protect` so that nobody changes the place by the way.
 */
export function delicateCommand(platform: Platform, command: string): string | null {
  return platform === 'juniper_junos' && command.startsWith('unprotect ')
    ? 'it lifts the protection somebody gave this place'
    : null;
}

/** Why a command must never be sent to this platform, as the end of a sentence, or null when nothing here forbids it. */
export function dangerousCommand(platform: Platform, command: string): string | null {
  if (platform === 'juniper_junos') return dangerousJunosCommand(command);
  const denial = DENIED.find(
    ({ pattern, platforms }) =>
      (platforms === undefined || platforms.includes(platform)) && pattern.test(command),
  );
  return denial?.reason ?? null;
}
