import { readFile } from 'node:fs/promises';
import { vi } from 'vitest';
import type { FrrLab, LabRouter } from '../frr/frr-lab.ts';

/** A router as somebody sees it who sits in front of it. */
export interface RouterView {
  running(): Promise<string>;
  /** The configuration it would come up with. */
  startup(): Promise<string>;
  /** Configuration lines entered since the lab came up, whoever entered them, in the router's own count. */
  entered(): Promise<readonly string[]>;
  /** Enters configuration on the router's console. */
  enterByHand(...lines: readonly string[]): Promise<void>;
  /** Waits until a line was entered that no test entered before; returns when that was seen. */
  waitUntilEntered(line: string): Promise<number>;
  /** The state of the BGP session with the other router, in FRR's words. */
  bgpState(): Promise<string>;
  /** Who logged in so far, in order. */
  logins(): Promise<readonly string[]>;
  /** Waits until the last login was this account's. */
  waitUntilLoggedIn(account: string): Promise<void>;
}

export function openRouterView(lab: FrrLab, router: LabRouter): RouterView {
  const { name } = router;
  const vtysh = (...lines: readonly string[]) =>
    lab.inside(name, 'vtysh', ...lines.flatMap((line) => ['-c', line]));
  const logins = async () => {
    const log = await lab.inside(name, 'cat', '/var/log/frr/sshd.log');
    return [...log.matchAll(/^Accepted \w+ for (\w+)/gm)].map(([, user = '']) => user);
  };
  return {
    running: () => vtysh('show running-config'),
    startup: () => lab.inside(name, 'cat', '/etc/frr/frr.conf'),
    entered: () => lab.entered(name),
    async enterByHand(...lines) {
      await vtysh('configure terminal', ...lines);
    },
    waitUntilEntered: async (line) =>
      await vi.waitFor(
        async () => {
          // Its own log is read at once; `frr-lab entered` starts processes and would blur the time.
          const log = await readFile(router.commandLog, 'utf8');
          if (!log.includes(`# ${line}\n`)) throw new Error(`${name} has not been told "${line}"`);
          return Date.now();
        },
        { timeout: 60_000, interval: 20 },
      ),
    async bgpState() {
      const [, state = 'none'] = /"state":"([^"]+)"/.exec(await vtysh('show bgp summary json')) ?? [];
      return state;
    },
    logins,
    waitUntilLoggedIn: async (account) => {
      await vi.waitFor(
        async () => {
          const last = (await logins()).at(-1);
          if (last !== account) throw new Error(`expected a login of ${account}, found ${String(last)}`);
        },
        { timeout: 60_000, interval: 20 },
      );
    },
  };
}
