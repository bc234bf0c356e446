import type { LiveReading } from '../../../src/domain/live.ts';
import type { Command } from '../../../src/domain/plan.ts';
import type { DeviceBench } from './device-bench.ts';
import { inInterface } from './device-bench.ts';

/** How a platform says what the contract is about, and how its configuration shows it. */
export interface Dialect {
  /** True where a change takes effect as a whole at its end, so that a part of one never stands. */
  readonly isAtomic: boolean;
  /** True where what takes effect is saved with that. */
  readonly isSavedAtOnce: boolean;
  readonly header: RegExp;
  /** The last thing of a whole configuration. */
  readonly end: RegExp;
  showsInterface(name: string): RegExp;
  describing(name: string, text: string): Command;
  showsDescription(name: string, text: string): RegExp;
  /** The address 198.51.100.1/24. */
  addressing(name: string): Command;
  showsAddress(name: string): RegExp;
  disabling(name: string): Command;
  enabling(name: string): Command;
  /** The network 198.51.100.0/24 is announced, and the peer described as `the peer`: in sections inside of sections. */
  routing(reading: LiveReading): readonly Command[];
  readonly showsRouting: readonly RegExp[];
  /** A line where descriptions of the spare port go: a description, or something that must not be sent there. */
  meddling(text: string): Command;
  /** A command in a place that does not exist, and what becomes of it. */
  readonly misplaced: { readonly command: Command; readonly kind: 'refused' | 'not-sent' };
  /** What a person types to describe the spare port. */
  byHand(text: string): readonly string[];
}

/** Text as a pattern that matches it and nothing else. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** Platforms whose lines stand in sections: IOS, EOS and FRR. */
export function inSections(bench: DeviceBench): Dialect {
  const { platform } = bench.unit;
  const describing = (name: string, text: string) => inInterface(name, `description ${text}`);
  const shows = (name: string, line: string) =>
    new RegExp(String.raw`^interface ${literally(name)}\n(?: +.*\n)*? +${line}`, 'm');
  // Only IOS writes masks where the others write prefix lengths.
  const [mask, announced] =
    platform === 'cisco_ios' ? [' 255.255.255.0', ' mask 255.255.255.0'] : ['/24', '/24'];
  return {
    isAtomic: bench.isAtomic === true,
    isSavedAtOnce: false,
    header: /^(Building|Current) configuration|Last configuration change/m,
    end: /\nend\n$/,
    showsInterface: (name) => new RegExp(String.raw`^interface ${literally(name)}\n`, 'm'),
    describing,
    // FRR makes one blank of several.
    showsDescription: (name, text) =>
      shows(name, `description ${literally(platform === 'frr' ? text.replace('  ', ' ') : text)}\n`),
    addressing: (name) => inInterface(name, `ip address 198.51.100.1${mask}`),
    showsAddress: (name) => shows(name, String.raw`ip address 198\.51\.100\.1\b`),
    disabling: (name) => inInterface(name, 'shutdown'),
    enabling: (name) => inInterface(name, 'no shutdown'),
    routing({ configuration }) {
      // The lines that lead to the BGP address family, as the device itself shows them.
      const lines = configuration.split('\n');
      const router = lines.find((line) => line.startsWith('router bgp ')) ?? '';
      const family = lines.find((line) => /^ +address-family ipv4/.test(line))?.trim() ?? '';
      return [
        { path: [router, family], command: `network 198.51.100.0${announced}` },
        { path: [router], command: `neighbor ${bench.peer} description the peer` },
      ];
    },
    showsRouting: [
      new RegExp(`neighbor ${literally(bench.peer)} description the peer`),
      /^ {2,}network 198\.51\.100\.0/m,
    ],
    meddling: (text) => inInterface(bench.spare, text),
    misplaced: {
      command: { path: ['nonsense section 7'], command: 'description lost' },
      kind: 'refused',
    },
    byHand: (text) => [`interface ${bench.spare}`, `description ${text}`],
  };
}
