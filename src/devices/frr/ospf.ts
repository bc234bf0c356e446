import type { OspfNeighborState } from '../../domain/live.ts';
import type { JsonObject } from '../json-answer.ts';
import { objectOf, parseJsonAnswer } from '../json-answer.ts';

/** Neighbors of all OSPF instances of the default VRF; a router without OSPF has none. */
export async function readOspf(
  ask: (command: string) => Promise<string>,
  name: string,
): Promise<Record<string, OspfNeighborState>> {
  const command = 'show ip ospf neighbor json';
  const text = await ask(command);
  // ospfd without an instance prints an empty line or a sentence instead of JSON.
  return text.trimStart().startsWith('{') ? parseFrrOspf(parseJsonAnswer(text, command, name)) : {};
}

/** `{"neighbors":{"192.0.2.2":[{"nbrState":"Full/DR","ifaceName":"eth1:10.0.12.1"}]}}`; older releases say `state`. */
export function parseFrrOspf(answer: JsonObject): Record<string, OspfNeighborState> {
  const result: Record<string, OspfNeighborState> = {};
  for (const [neighbor, adjacencies] of Object.entries(objectOf(answer['neighbors'] ?? answer))) {
    for (const one of Array.isArray(adjacencies) ? adjacencies : []) {
      const { nbrState, state, ifaceName } = objectOf(one);
      const words = [nbrState, state].find((text) => typeof text === 'string') ?? '';
      const port = typeof ifaceName === 'string' ? (ifaceName.split(':')[0] ?? null) : null;
      // One router may be a neighbor on several links.
      result[`${neighbor} on ${port ?? '?'}`] = {
        adjacent: /^(Full|2-Way)/i.test(words),
        state: words,
        interface: port,
      };
    }
  }
  return result;
}
