import type { LastChange } from '../../domain/live.ts';

interface Stamp {
  readonly at: string;
  readonly by: string | null;
}

/**
 * The last change out of the header of `show running-config`; null when there was none since the boot. The header does not
 * tell where it came from; `log` does, if its last word about configuration is of the same user.
 */
export function parseLastChange(running: string, log: string): LastChange | null {
  const changed = stampOf(running, 'Last configuration change');
  if (changed === null) return null;
  const entries = [
    ...log.matchAll(/%SYS-5-CONFIG_I: Configured from (\S+) by (\S+)(?: on (\S+))?(?: \(([^)\n]+)\))?/g),
  ];
  const [, source, user, line, address] = entries.at(-1) ?? [];
  const isSame = user !== undefined && user === changed.by;
  return { ...changed, from: isSame ? (address ?? line ?? source ?? null) : null };
}

/**
 * Whether running and startup configuration differ, by the header's times: unsaved when it was changed later than saved, or
 * changed and never saved. Times are of the device's clock to the second; null when they cannot be compared.
 */
export function parseIsUnsaved(running: string): boolean | null {
  const changed = stampOf(running, 'Last configuration change');
  const saved = stampOf(running, 'NVRAM config last updated');
  if (changed === null) return false;
  if (saved === null) return true;
  const [changedAt, savedAt] = [secondsOf(changed.at), secondsOf(saved.at)];
  if (changedAt === null || savedAt === null || changedAt.zone !== savedAt.zone) return null;
  return changedAt.seconds > savedAt.seconds;
}

/** `! Last configuration change at 09:14:22 UTC Tue Mar 3 2026 by anna` */
function stampOf(running: string, words: string): Stamp | null {
  const [, at, by] = new RegExp(String.raw`^! ${words} at (.+?)(?: by (\S+))?\s*$`, 'm').exec(running) ?? [];
  return at === undefined ? null : { at, by: by ?? null };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function secondsOf(at: string): { readonly seconds: number; readonly zone: string } | null {
  const [, hour, minute, second, zone = '', month = '', day, year] =
    /^(\d\d):(\d\d):(\d\d)(?:\.\d+)? (\S+) \w{3} (\w{3}) (\d{1,2}) (\d{4})$/.exec(at) ?? [];
  const number = MONTHS.indexOf(month);
  if (number === -1) return null;
  const ms = Date.UTC(Number(year), number, Number(day), Number(hour), Number(minute), Number(second));
  return { seconds: ms / 1000, zone };
}
