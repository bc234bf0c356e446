import type { LldpNeighbor } from '../../domain/live.ts';

/**
 * Neighbors by local interface out of `show lldp neighbors detail`, under the interface's full name (`interfaces` are those of
 * `show interfaces`; LLDP writes `Gi0/1`). Null where LLDP is off. Software that tells no local interface gives none.
 */
export function parseIosLldp(
  text: string,
  interfaces: readonly string[],
): Readonly<Record<string, LldpNeighbor>> | null {
  if (/^% ?LLDP is not enabled/m.test(text)) return null;
  const neighbors: Record<string, LldpNeighbor> = {};
  for (const block of text.split(/^-{10,}$/m)) {
    const value = (name: string) => new RegExp(`^${name}: *(\\S.*?) *$`, 'm').exec(block)?.[1];
    const local = value('Local Intf');
    const port = value('Port id');
    const system = value('System Name') ?? value('Chassis id');
    if (local === undefined || port === undefined || system === undefined) continue;
    neighbors[fullNameOf(local, interfaces)] = { system, port };
  }
  return neighbors;
}

/** `Gi0/1` is the one interface with that number whose type begins so. */
function fullNameOf(short: string, interfaces: readonly string[]): string {
  const [, type = '', number = ''] = /^([A-Za-z-]+)(.*)$/.exec(short) ?? [];
  const fitting = interfaces.filter((name) => name.startsWith(type) && /\d.*$/.exec(name)?.[0] === number);
  return fitting.length === 1 && fitting[0] !== undefined ? fitting[0] : short;
}
