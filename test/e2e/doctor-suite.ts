import { describe, expect, it, vi } from 'vitest';
import { type NetBoxRest, idOf, resultsOf } from '../contract/netbox/netbox-rest.ts';
import type { CommandRun } from './run-plumbline.ts';

/** A NetBox, a device of it, and a worker that serves both. */
export interface DoctorScene {
  readonly rest: NetBoxRest;
  readonly device: number;
  /** `plumbline doctor --json …` in the environment of the worker. */
  doctor(...args: readonly string[]): Promise<CommandRun>;
}

interface Told {
  readonly check: string;
  readonly level: string;
  readonly found: string;
}

/** Two looks at the changelog, and a webhook that trickles in. */
const WITHIN_MS = 60_000;

/** The doctor on a real NetBox, beside a running worker. */
export function doctorSuite(scene: () => DoctorScene): void {
  describe('plumbline doctor beside the running worker', () => {
    it('follows a webhook to it, and prints what it warns of when somebody switches the event rule off', async () => {
      const { rest } = scene();
      await expectCalm();
      expect(await told('webhook round trip')).toEqual([expect.stringMatching(/^ok .*right signature/)]);

      const rules = resultsOf(await rest.get('/extras/event-rules/?name=Plumbline:%20edits'));
      const rule = `/extras/event-rules/${idOf(rules[0])}/`;
      await rest.patch(rule, { enabled: false });
      await save('while nobody is told');
      await vi.waitFor(async () => expect(await found('--no-webhook')).toMatch(/no webhook arrived/), {
        timeout: WITHIN_MS,
        interval: 1_000,
      });
      expect(await found('--no-webhook')).toMatch(/event rule "Plumbline: edits" was changed by hand/);

      await rest.patch(rule, { enabled: true });
      await save('while the worker is told again');
      await expectCalm();
    });

    /** What an earlier save made the worker warn of ends with its next look. */
    async function expectCalm(): Promise<void> {
      const calm = ['ok plumbline serve runs and is ready.'];
      await vi.waitFor(async () => expect(await told('plumbline serve', '--no-webhook')).toEqual(calm), {
        timeout: WITHIN_MS,
        interval: 1_000,
      });
    }

    async function save(comments: string): Promise<void> {
      const { rest, device } = scene();
      expect((await rest.patch(`/dcim/devices/${device}/`, { comments })).status).toBe(200);
    }

    async function examine(args: readonly string[]): Promise<readonly Told[]> {
      const { stdout, stderr } = await scene().doctor(...args);
      const { findings } = JSON.parse(stdout) as { readonly findings?: readonly Told[] };
      if (findings === undefined) throw new Error(`no findings: ${stdout}${stderr}`);
      return findings;
    }

    /** What one check found, each with its level. */
    async function told(check: string, ...args: readonly string[]): Promise<readonly string[]> {
      const of = (await examine(args)).filter((one) => one.check === check);
      return of.map(({ level, found: words }) => `${level} ${words}`);
    }

    async function found(...args: readonly string[]): Promise<string> {
      return (await examine(args)).map((one) => one.found).join('\n');
    }
  });
}
