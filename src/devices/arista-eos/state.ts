import type { InterfaceState, LldpNeighbor, OspfNeighborState } from '../../domain/live.ts';
import { objectOf } from '../json-answer.ts';
import type { JsonObject } from '../json-answer.ts';

/** `show interfaces | json`: `disabled` is shut down, `errdisabled` and `notconnect` are down against the configuration. */
export function parseEosInterfaces(answer: JsonObject): Readonly<Record<string, InterfaceState>> {
  return Object.fromEntries(
    Object.entries(objectOf(answer['interfaces'])).map(([name, value]) => {
      const { interfaceStatus, lineProtocolStatus } = objectOf(value);
      return [
        name,
        {
          admin: interfaceStatus === 'disabled' ? 'down' : 'up',
          oper: lineProtocolStatus === 'up' ? 'up' : 'down',
        },
      ];
    }),
  );
}

/** The interface with this address, as primary, secondary or IPv6 address; null when none has it. */
export function interfaceWith(answer: JsonObject, address: string): string | null {
  for (const [name, value] of Object.entries(objectOf(answer['interfaces'])))
    if (addressesOf(objectOf(value)).includes(address)) return name;
  return null;
}

function addressesOf({ interfaceAddress, interfaceAddressIp6 }: JsonObject): readonly unknown[] {
  const four = listOf(interfaceAddress).flatMap((entry) => {
    const { primaryIp, secondaryIps } = objectOf(entry);
    return [objectOf(primaryIp)['address'], ...Object.keys(objectOf(secondaryIps))];
  });
  const six = listOf(objectOf(interfaceAddressIp6)['globalUnicastIp6s']);
  return [...four, ...six.map((entry) => objectOf(entry)['address'])];
}

/** `show lldp neighbors detail | json`: by local interface; of several behind one port the first. */
export function parseEosLldp(answer: JsonObject): Readonly<Record<string, LldpNeighbor>> {
  const neighbors: Record<string, LldpNeighbor> = {};
  for (const [name, value] of Object.entries(objectOf(answer['lldpNeighbors']))) {
    const [first] = listOf(objectOf(value)['lldpNeighborInfo']).map(objectOf);
    if (first === undefined) continue;
    const { systemName, chassisId, neighborInterfaceInfo } = first;
    const system = textOf(systemName) ?? textOf(chassisId);
    // The device writes quotation marks around the name of a port.
    const port = textOf(objectOf(neighborInterfaceInfo)['interfaceId'])?.replace(/^"(.*)"$/, '$1');
    if (system !== null && port !== undefined) neighbors[name] = { system, port };
  }
  return neighbors;
}

/** `show ip ospf neighbor vrf all | json`: by address; outside the default VRF named `VRF address`. */
export function parseEosOspf(answer: JsonObject): Readonly<Record<string, OspfNeighborState>> {
  const neighbors: Record<string, OspfNeighborState> = {};
  for (const [vrf, value] of Object.entries(objectOf(answer['vrfs'])))
    for (const instance of Object.values(objectOf(objectOf(value)['instList'])))
      for (const entry of listOf(objectOf(instance)['ospfNeighborEntries']).map(objectOf)) {
        const address = textOf(entry['interfaceAddress']);
        const state = textOf(entry['adjacencyState']);
        if (address === null || state === null) continue;
        // Two routers of which neither is designated stay in `2 Ways`, as EOS writes it.
        const adjacent =
          /^full$/i.test(state) || (/^2/.test(state) && /other/i.test(String(entry['drState'])));
        const name = vrf === 'default' ? address : `${vrf} ${address}`;
        neighbors[name] = { adjacent, state, interface: textOf(entry['interfaceName']) };
      }
  return neighbors;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
