import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../scripts/frr-lab', import.meta.url));
/** What the script exits with when this machine cannot run the lab. */
const CANNOT = 3;

export interface LabRouter {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly hostKey: string;
  readonly commandLog: string;
  readonly spareInterface: string;
}

/** Two real FRR routers with a BGP session between them. */
export interface FrrLab {
  readonly routers: readonly LabRouter[];
  readonly privateKeyPath: string;
  readonly password: string;
  readonly knownHostsPath: string;
  /** Runs a command inside a router and returns what it prints. Throws when it fails. */
  inside(router: string, ...command: string[]): Promise<string>;
  /** Configuration lines entered on a router since the lab came up. */
  entered(router: string): Promise<readonly string[]>;
  down(): Promise<void>;
}

/** The lab, or the one line that says why this machine cannot have one; then tests are skipped with that line. */
export type LabOrReason =
  { readonly lab: FrrLab; readonly reason: null } | { readonly lab: null; readonly reason: string };

/** Brings up fresh routers. Throws when they should run and do not. */
export async function startFrrLab(): Promise<LabOrReason> {
  const up = await run(['up']);
  if (up.code === CANNOT) return { lab: null, reason: lastLine(up.stderr) };
  if (up.code !== 0) throw new Error(`scripts/frr-lab up failed: ${lastLine(up.stderr)}`);
  const facts: unknown = JSON.parse(up.stdout);
  // The script is part of this project and prints exactly these fields.
  const lab = facts as Omit<FrrLab, 'inside' | 'entered' | 'down'>;
  return {
    reason: null,
    lab: {
      ...lab,
      inside: (router, ...command) => print(['sh', router, ...command]),
      entered: async (router) => (await print(['entered', router])).split('\n').slice(0, -1),
      down: async () => {
        await print(['down']);
      },
    },
  };
}

async function print(args: readonly string[]): Promise<string> {
  const result = await run(args);
  if (result.code !== 0)
    throw new Error(`scripts/frr-lab ${args.join(' ')}: ${result.stdout} ${result.stderr}`);
  return result.stdout;
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(SCRIPT, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
