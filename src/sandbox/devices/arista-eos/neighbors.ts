import type { EosBox } from './box.ts';
import { interfacesOf, networksOf } from './state.ts';
import type { InterfaceView } from './state.ts';
import { childOf } from '../configuration-node.ts';
import { ipv4Of, sameNetwork } from '../ip-address.ts';

/** `show lldp neighbors detail | json`: who is heard where LLDP runs, as it does by default, and the link is up. */
export function lldpJson(box: EosBox): object {
  if (childOf(box.root, 'no lldp run') !== null) return { errors: ['LLDP is not enabled'] };
  const entries = interfacesOf(box).map((view) => {
    const listens = view.up && childOf(view.node, 'no lldp receive') === null;
    const heard = box.lldpNeighbors.filter((neighbor) => listens && neighbor.interface === view.name);
    return [
      view.name,
      { lldpNeighborInfo: heard.map(({ system, port }) => neighborJson(system, port)) },
    ] as const;
  });
  return { lldpNeighbors: Object.fromEntries(entries) };
}

function neighborJson(system: string, port: string): object {
  return {
    chassisIdType: 'macAddress',
    chassisId: '001c.7300.0002',
    systemName: system,
    systemDescription: 'Simulated neighbor',
    // The device writes the quotation marks into the value.
    neighborInterfaceInfo: {
      interfaceIdType: 'interfaceName',
      interfaceId: `"${port}"`,
      interfaceDescription: '',
    },
  };
}

/** `show ip ospf neighbor vrf all | json`: full where OSPF runs on an interface that is up and has the neighbor in its network. */
export function ospfJson(box: EosBox): object {
  const processes = box.root.children.filter((child) => /^router ospf \d+$/.test(child.line));
  const instances = processes.map((process) => {
    const lines = process.children.map((child) => child.line);
    const entries = box.ospfNeighbors.flatMap(({ routerId, address }) => {
      const view = interfacesOf(box).find((candidate) => reaches(candidate, address));
      if (view?.up !== true || box.broken.has(address)) return [];
      if (!runsOspf(lines, view)) return [];
      return [
        {
          routerId,
          priority: 1,
          drState: 'DR',
          interfaceName: view.name,
          adjacencyState: 'full',
          interfaceAddress: address,
        },
      ];
    });
    return [process.line.slice('router ospf '.length), { ospfNeighborEntries: entries }] as const;
  });
  if (instances.length === 0) return { vrfs: {} };
  return { vrfs: { default: { instList: Object.fromEntries(instances) } } };
}

function reaches(view: InterfaceView, address: string): boolean {
  return networksOf(view).some((network) => sameNetwork(network.address, address, network.length));
}

/** By `ip ospf area A` on the interface, or a `network A/L area B` of the process; not where it is passive. */
function runsOspf(lines: readonly string[], view: InterfaceView): boolean {
  if (lines.includes(`passive-interface ${view.name}`)) return false;
  if (view.node.children.some((child) => child.line.startsWith('ip ospf area '))) return true;
  return networksOf(view).some(({ address }) =>
    lines.some((line) => {
      const [, network = '', length] = /^network ([\d.]+)\/(\d+) area /.exec(line) ?? [];
      return ipv4Of(network) !== null && sameNetwork(network, address, Number(length));
    }),
  );
}
