import { activeOf, hostnameOf } from './box.ts';
import type { JunosDevice } from './device.ts';
import { interfacesOf, lldpOf, ospfOf, peersOf } from './state.ts';
import type { LogicalView, PeerView } from './state.ts';
import { element } from './xml.ts';
import type { Xml } from './xml.ts';

/** An answer in both of its forms. */
export interface Shown {
  readonly text: string;
  readonly xml: readonly Xml[];
}

export function showVersion({ box }: JunosDevice): Shown {
  const name = hostnameOf(activeOf(box));
  return {
    text: `Hostname: ${name}\nModel: vmx\nJunos: ${box.version}\nJUNOS OS Kernel 64-bit  [20230210.1]`,
    xml: [
      element('software-information', [
        element('host-name', name),
        element('product-model', 'vmx'),
        element('product-name', 'vmx'),
        element('junos-version', box.version),
      ]),
    ],
  };
}

export function showHardware({ box }: JunosDevice): Shown {
  return {
    text: `Hardware inventory:\nItem             Version  Part number  Serial number     Description\nChassis                                ${box.serial.padEnd(17)} VMX`,
    xml: [
      element('chassis-inventory', [
        element('chassis', [
          element('name', 'Chassis'),
          element('serial-number', box.serial),
          element('description', 'VMX'),
        ]),
      ]),
    ],
  };
}

export function showInterfacesTerse({ box }: JunosDevice): Shown {
  const views = interfacesOf(box);
  const word = (isUp: boolean) => (isUp ? 'up' : 'down');
  const rows = views.flatMap((view) => [
    `${view.name.padEnd(23)} ${word(!view.adminDown).padEnd(5)} ${word(view.up)}`,
    ...view.units.map(
      (unit) =>
        `${unit.name.padEnd(23)} ${word(!unit.adminDown).padEnd(5)} ${word(unit.up).padEnd(4)} inet     ${unit.addresses.join(' ')}`,
    ),
  ]);
  return {
    text: ['Interface               Admin Link Proto    Local                 Remote', ...rows].join('\n'),
    xml: [
      element(
        'interface-information',
        views.map((view) =>
          element('physical-interface', [
            element('name', view.name),
            element('admin-status', word(!view.adminDown)),
            element('oper-status', word(view.up)),
            ...(view.description === null ? [] : [element('description', view.description)]),
            ...view.units.map(logicalXml),
          ]),
        ),
      ),
    ],
  };
}

function logicalXml(unit: LogicalView): Xml {
  return element('logical-interface', [
    element('name', unit.name),
    element('admin-status', unit.adminDown ? 'down' : 'up'),
    element('oper-status', unit.up ? 'up' : 'down'),
    element('address-family', [
      element('address-family-name', 'inet'),
      ...unit.addresses.map((address) => element('interface-address', [element('ifa-local', address)])),
    ]),
  ]);
}

export function showBgpSummary({ box }: JunosDevice): Shown {
  const peers = peersOf(box);
  const down = peers.filter(({ state }) => state !== 'Established').length;
  const rows = peers.map(
    ({ address, as, state }) =>
      `${address.padEnd(21)} ${as.padStart(10)} ${state === 'Established' ? '     12         14       0       0        5:00 Establ' : `      0          0       0       0        5:00 ${state}`}`,
  );
  return {
    text: [
      `Threading mode: BGP I/O\nGroups: ${new Set(peers.map(({ group }) => group)).size} Peers: ${peers.length} Down peers: ${down}`,
      'Peer                     AS      InPkt     OutPkt    OutQ   Flaps Last Up/Dwn State|#Active/Received/Accepted/Damped...',
      ...rows,
    ].join('\n'),
    xml: [
      element('bgp-information', [
        element('peer-count', String(peers.length)),
        element('down-peer-count', String(down)),
        ...peers.map(({ address, as, state }) =>
          element('bgp-peer', [
            element('peer-address', address),
            element('peer-as', as),
            element('peer-state', state),
          ]),
        ),
      ]),
    ],
  };
}

/** The port of the TCP session stands behind addresses of sessions that are up. */
function withPort(address: string, port: number, state: string): string {
  return state === 'Established' ? `${address}+${port}` : address;
}

export function showBgpNeighbor({ box }: JunosDevice): Shown {
  const peers = peersOf(box);
  if (peers.length === 0)
    return { text: 'BGP is not running', xml: [element('output', 'BGP is not running')] };
  return {
    text: peers.map((peer) => neighborText(peer)).join('\n\n'),
    xml: [element('bgp-information', peers.map(neighborXml))],
  };
}

function neighborText(peer: PeerView): string {
  return `Peer: ${withPort(peer.address, 179, peer.state)} AS ${peer.as} Local: ${peer.localAddress ?? 'unspecified'} AS ${peer.ownAs}\n  Group: ${peer.group}   Routing-Instance: master\n  Type: External    State: ${peer.state}\n  Holdtime: ${peer.holdTime}`;
}

function neighborXml(peer: PeerView): Xml {
  const isUp = peer.state === 'Established';
  return element('bgp-peer', [
    element('peer-address', withPort(peer.address, 179, peer.state)),
    element('peer-as', peer.as),
    element('local-address', withPort(peer.localAddress ?? '0.0.0.0', 54_321, peer.state)),
    element('local-as', peer.ownAs),
    element('peer-group', peer.group),
    element('peer-cfg-rti', 'master'),
    element('peer-state', peer.state),
    element('bgp-option-information', [element('holdtime', String(peer.holdTime))]),
    ...(isUp ? [element('active-holdtime', String(peer.holdTime))] : []),
  ]);
}

export function showLldpNeighbors({ box }: JunosDevice): Shown {
  const neighbors = lldpOf(box);
  return {
    text: [
      'Local Interface    Parent Interface    Chassis Id          Port info          System Name',
      ...neighbors.map(
        ({ interface: local, system, port }) =>
          `${local.padEnd(18)} -                   00:05:86:71:5d:c0   ${port.padEnd(18)} ${system}`,
      ),
    ].join('\n'),
    xml: [
      element(
        'lldp-neighbors-information',
        neighbors.map(({ interface: local, system, port }) =>
          element('lldp-neighbor-information', [
            element('lldp-local-port-id', local),
            element('lldp-remote-chassis-id', '00:05:86:71:5d:c0'),
            element('lldp-remote-port-id', port),
            element('lldp-remote-system-name', system),
          ]),
        ),
      ),
    ],
  };
}

export function showOspfNeighbor({ box }: JunosDevice): Shown {
  const neighbors = ospfOf(box);
  if (neighbors.length === 0)
    return { text: 'OSPF instance is not running', xml: [element('output', 'OSPF instance is not running')] };
  return {
    text: [
      'Address          Interface              State           ID               Pri  Dead',
      ...neighbors.map(
        (one) => `${one.address.padEnd(16)} ${one.interface.padEnd(22)} Full            ${one.routerId}`,
      ),
    ].join('\n'),
    xml: [
      element(
        'ospf-neighbor-information',
        neighbors.map((one) =>
          element('ospf-neighbor', [
            element('neighbor-address', one.address),
            element('interface-name', one.interface),
            element('ospf-neighbor-state', 'Full'),
            element('neighbor-id', one.routerId),
          ]),
        ),
      ),
    ],
  };
}
