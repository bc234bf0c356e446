import type { OspfNeighborState } from '../../domain/live.ts';

/**
 * Neighbors by their address out of `show ip ospf neighbor`; the router id would be the same on two links. Adjacent are full
 * ones, and those in 2-way where neither is a designated router.
 */
export function parseIosOspf(text: string): Readonly<Record<string, OspfNeighborState>> {
  // `192.0.2.2    1   FULL/DR      00:00:37    10.0.12.2    GigabitEthernet2`, on point-to-point links `FULL/  -`
  const rows = text.matchAll(/^[\d.]+ +\d+ +([\w-]+(?:\/ *[\w-]+)?) +(?:[\d:]+|-) +([\d.]+) +(\S+) *$/gm);
  return Object.fromEntries(
    Array.from(rows, ([, written = '', address = '', name = '']) => {
      const state = written.replaceAll(' ', '');
      const adjacent = /^(FULL(\/|$)|2WAY\/DROTHER$)/i.test(state);
      return [address, { adjacent, state, interface: name }];
    }),
  );
}
