import type { LldpNeighbor } from '../../domain/live.ts';
import type { SessionContext } from '../platform-session.ts';
import { objectOf, parseJsonAnswer } from '../json-answer.ts';
import type { FrrShell } from './shell.ts';

/** lldpd is not part of FRR. `json0` always makes lists, where plain `json` makes none of a single neighbor. */
const SCRIPT = 'PATH="$PATH:/usr/sbin"; lldpcli -f json0 show neighbors 2>/dev/null';

/** Neighbors by local interface, or null where the host has no lldpd or the account may not ask it. */
export async function readLldp(
  shell: FrrShell,
  { timeouts, connection }: SessionContext,
): Promise<Record<string, LldpNeighbor> | null> {
  const said = shell.sh === null ? null : await shell.sh(SCRIPT, [], timeouts.commandMs);
  if (said?.code !== 0 || !said.stdout.trimStart().startsWith('{')) return null;
  return parseLldp(parseJsonAnswer(said.stdout, 'lldpcli show neighbors', connection.name));
}

/** Out of `lldpcli -f json0`: everything is a list, mostly of one. */
export function parseLldp(answer: object): Record<string, LldpNeighbor> {
  const result: Record<string, LldpNeighbor> = {};
  for (const part of listOf(objectOf(answer)['lldp'])) {
    for (const one of listOf(objectOf(part)['interface'])) {
      const { name, chassis, port } = objectOf(one);
      const system = valueOf(objectOf(listOf(chassis)[0])['name']);
      if (typeof name !== 'string' || system === null) continue;
      result[name] = { system, port: portOf(objectOf(listOf(port)[0])) };
    }
  }
  return result;
}

/** Switches send the name of the port as its id; lldpd sends a MAC address there, and the name as description. */
function portOf({ id, descr }: Readonly<Record<string, unknown>>): string {
  const isMac = objectOf(listOf(id)[0])['type'] === 'mac';
  const [first, second] = isMac ? [descr, id] : [id, descr];
  return valueOf(first) ?? valueOf(second) ?? '';
}

function valueOf(list: unknown): string | null {
  const { value } = objectOf(listOf(list)[0]);
  return typeof value === 'string' ? value : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
