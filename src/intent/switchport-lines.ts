import type { ObjectRef } from '../domain/netbox-object.ts';
import { fixedLine, joinLines, NO_LINES, type Lines } from './section-lines.ts';
import type { SwitchPort } from './switch-port.ts';

const ALLOWED = 'switchport trunk allowed vlan';

/** The `switchport` lines of IOS and EOS, which took them over word for word. */
export function switchportLines(port: SwitchPort, object: ObjectRef): Lines {
  switch (port.kind) {
    case 'none':
      return NO_LINES;
    case 'access':
      return joinLines([
        fixedLine('switchport mode', 'switchport mode access', object),
        vlanLine('switchport access vlan', port.vlan, object),
      ]);
    case 'trunk':
      return joinLines([
        fixedLine('switchport mode', 'switchport mode trunk', object),
        vlanLine('switchport trunk native vlan', port.native, object),
        allowedLines(port.vlans, object),
      ]);
  }
}

function vlanLine(command: string, vlan: number | null, object: ObjectRef): Lines {
  return vlan === null ? NO_LINES : fixedLine(command, `${command} ${vlan}`, object);
}

/** One VLAN a line: each is an item of its own, and none makes a line too long. */
function allowedLines(vlans: readonly number[] | 'all' | null, object: ObjectRef): Lines {
  if (vlans === null) return NO_LINES;
  if (vlans === 'all') return fixedLine(`${ALLOWED} all`, `${ALLOWED} all`, object);
  return joinLines(
    vlans.map((id, index) =>
      fixedLine(`${ALLOWED} ${id}`, index === 0 ? `${ALLOWED} ${id}` : `${ALLOWED} add ${id}`, object),
    ),
  );
}
