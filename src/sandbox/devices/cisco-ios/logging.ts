import type { IosBox } from './box.ts';
import type { IosSession } from './session.ts';
import { logTime } from './text.ts';

/** Messages kept; the oldest go first, as in the device's own buffer. */
const MOST = 200;

/** What IOS logs whenever somebody leaves configuration mode, changed or not. */
export function noteConfigured(box: IosBox, session: IosSession): void {
  const { user, vty, from } = session;
  note(box, `%SYS-5-CONFIG_I: Configured from console by ${user} on vty${vty} (${from})`);
}

function note(box: IosBox, message: string): void {
  box.messages.push(`*${logTime(new Date())}: ${message}`);
  while (box.messages.length > MOST) box.messages.shift();
}

/** `show logging` */
export function showLogging(box: IosBox): string {
  return [
    'Syslog logging: enabled (0 messages dropped, 0 messages rate-limited, 0 flushes, 0 overruns, xml disabled, filtering disabled)',
    '',
    'Log Buffer (4096 bytes):',
    '',
    ...box.messages,
    '',
  ].join('\n');
}
