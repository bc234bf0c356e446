import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const SCRIPT = fileURLToPath(new URL('../../scripts/netbox-test-instance', import.meta.url));
/** What the script exits with on a machine that cannot run a NetBox. */
const CANNOT = 3;

const Instance = z.object({
  url: z.string(),
  token: z.string(),
  username: z.string(),
  password: z.string(),
});

/** Far beyond what installing and migrating a NetBox takes on a busy machine: ended in the middle, it would begin anew. */
const FIRST_INSTALL_MS = 1_500_000;

/** What somebody types into NetBox's login form. */
export interface NetBoxLogin {
  readonly username: string;
  readonly password: string;
}

/** A running NetBox for one suite. */
export type NetBoxInstance =
  | {
      readonly kind: 'running';
      readonly url: string;
      readonly token: string;
      /** Null for a NetBox somebody named: only its token is known. */
      readonly login: NetBoxLogin | null;
      stop(): Promise<void>;
    }
  /** This machine cannot run one; `reason` is the script's own line. */
  | { readonly kind: 'impossible'; readonly reason: string };

/**
 * The NetBox named by NETBOX_URL and NETBOX_TOKEN, or a pristine one of our own, to be stopped by the caller. Its name is
 * `suite` and a few letters of chance: one that an earlier run left behind may still live where this run cannot end it.
 * `runserver` serves its pages with their styles and scripts; `configuration` is added to NetBox's own. Throws when one should
 * run here and does not.
 */
export async function startNetBoxInstance(
  suite: string,
  web: 'gunicorn' | 'runserver' = 'gunicorn',
  configuration = '',
): Promise<NetBoxInstance> {
  const { NETBOX_URL: url, NETBOX_TOKEN: token } = process.env;
  if (url !== undefined && token !== undefined) {
    const named = { url: url.replace(/\/$/, ''), token };
    return { kind: 'running', ...named, login: null, stop: () => Promise.resolve() };
  }
  const run = promisify(execFile);
  const name = `${suite}-${randomBytes(3).toString('hex')}`;
  try {
    const { stdout } = await run(SCRIPT, ['up', '--name', name, '--fresh', '--web', web], {
      timeout: FIRST_INSTALL_MS,
      env: { ...process.env, PLUMBLINE_TEST_NETBOX_CONFIGURATION: configuration },
    });
    const stop = async () => {
      await run(SCRIPT, ['down', '--name', name], { timeout: 60_000 });
    };
    const { url: own, token: ownToken, ...login } = Instance.parse(JSON.parse(stdout));
    return { kind: 'running', url: own, token: ownToken, login, stop };
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: unknown }; // what execFile rejects with
    if (code !== CANNOT) throw error;
    return { kind: 'impossible', reason: String(stderr).trim().split('\n').at(-1) ?? 'no reason given' };
  }
}
