import type { Administration, DeviceUser } from '../../domain/live.ts';
import type { SessionContext } from '../platform-session.ts';
import type { DeadMan } from './dead-man.ts';
import type { FrrShell } from './shell.ts';

/** People, then the file that is loaded at the next start, as far as the account may read it. */
const SCRIPT = 'who 2>/dev/null; echo "== saved"; cat /etc/frr/frr.conf 2>/dev/null';

/**
 * Who works on the host, and whether what runs is saved. FRR 8.4 tells neither who is in configuration mode nor who changed
 * what: `log commands` has no user, and the file's time is the time of the last save. An account without a shell sees nothing
 * of the host.
 */
export async function readAdministration(
  shell: FrrShell,
  deadMan: DeadMan,
  { context, running }: { readonly context: SessionContext; readonly running: string },
): Promise<Administration> {
  const [said, job] = await Promise.all([
    shell.sh === null ? null : shell.sh(SCRIPT, [], context.timeouts.readMs),
    deadMan.look(),
  ]);
  const [people = '', saved = ''] = said?.code === 0 ? said.stdout.split('== saved\n') : [];
  return {
    users: parseWho(people),
    lockedBy: null,
    lastChange: null,
    isUnsaved: saved.trim() === '' ? null : significant(saved) !== significant(running),
    ...job,
  };
}

/** `who`: `anna     pts/0        2026-11-26 10:30 (10.99.1.4)` */
export function parseWho(text: string): readonly DeviceUser[] {
  return text.split('\n').flatMap((row) => {
    const [name = '', line = ''] = row.trim().split(/\s+/);
    const from = /\(([^)]+)\)\s*$/.exec(row)?.[1] ?? null;
    return name === '' ? [] : [{ name, line, from, isConfiguring: false }];
  });
}

/** Lines that configure something, in their order; the saved file has comments of its own. */
function significant(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '' && !line.startsWith('!') && line !== 'end').join('\n');
}
