import type { SandboxNetwork } from '../sandbox/sandbox-network.ts';

/** One edit of the demo: what happens before it, what is edited, and how it must end. */
export interface DemoStory {
  readonly title: string;
  readonly device: string;
  /** What the engineer does, in words. */
  readonly says: string;
  readonly prepare?: (network: SandboxNetwork) => void;
  readonly edit: {
    readonly interfaceName: string;
    readonly change: Readonly<Record<string, string | boolean>>;
  };
  readonly message: string;
  readonly ends: 'applied' | 'rolled-back' | 'untouched';
}

export const DEMO_STORIES: readonly DemoStory[] = [
  {
    title: 'An edit that is applied',
    device: 'edge1',
    says: 'anna renames a port in NetBox',
    edit: { interfaceName: 'GigabitEthernet0/2', change: { description: 'printer, room 12' } },
    message: 'CHG1001 desk becomes a printer',
    ends: 'applied',
  },
  {
    title: 'An edit that makes things worse, and is undone',
    device: 'edge2',
    says: 'anna disables the wrong port: it carries the BGP session to the core',
    edit: { interfaceName: 'GigabitEthernet0/1', change: { enabled: false } },
    message: 'CHG1002 shut unused port',
    ends: 'rolled-back',
  },
  {
    title: 'An edit of a line that somebody changed by hand',
    device: 'edge3',
    says: 'at 3 a.m. somebody changed the description on the device; now anna edits the same one in NetBox',
    prepare: (network) => {
      const device = network.devices[2];
      if (device === undefined) throw new Error('the sandbox has no third device');
      device.editByHand(['interface GigabitEthernet0/3', 'description HOT FIX, ask Joe'], 'joe');
    },
    edit: { interfaceName: 'GigabitEthernet0/3', change: { description: 'desk 2, moved' } },
    message: 'CHG1003 desk moved',
    ends: 'untouched',
  },
];
