import type { IosDevice } from './device.ts';

/** What `configure terminal` answers while somebody else holds the configuration lock (facts/devices.md 2.3); null while nobody does. */
export function lockedAnswer(device: IosDevice): string | null {
  const fault = device.faults.current();
  return fault?.kind === 'locked'
    ? `Configuration mode is locked by process '484' user '${fault.by}' from terminal '64'. Please try later.`
    : null;
}

/** `show configuration lock`, taken and free, as Cisco's configuration guide shows both. */
export function showLock(device: IosDevice): string {
  const fault = device.faults.current();
  const rows: readonly (readonly [string, string])[] =
    fault?.kind === 'locked'
      ? [
          ['Owner PID', '484'],
          ['User', fault.by],
          ['TTY', '64'],
          ['Type', 'EXCLUSIVE'],
          ['State', 'LOCKED'],
          ['Class', 'EXPOSED'],
          ['Count', '1'],
          ['Pending Requests', '0'],
          ['User debug info', 'configure terminal'],
        ]
      : [
          ['Owner PID', '-1'],
          ['User', 'unknown'],
          ['TTY', '-1'],
          ['Type', 'NO LOCK'],
          ['State', 'FREE'],
          ['Class', 'unknown'],
          ['Count', '0'],
          ['Pending Requests', '0'],
          ['User debug info', ''],
        ];
  const lines = rows.map(([name, value]) => `${name.padEnd(18)}: ${value}`);
  return ['Parser Configure Lock', '---------------------', ...lines].join('\n');
}
