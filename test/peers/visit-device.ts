import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./visit_device.py', import.meta.url));

/** One visit of a device by a peer's library; the fields are explained in `visit_device.py`. */
export interface Visit {
  readonly library: 'netmiko' | 'scrapli';
  readonly definition: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly secret: string | null;
  readonly mode: string;
  readonly show: readonly string[];
  readonly configure: readonly string[];
  readonly commit: boolean;
}

/** What the library saw. */
export interface Seen {
  readonly prompt: string;
  readonly shown: Readonly<Record<string, string>>;
  readonly configured: string;
}

/** Lets the library visit the device. Rejects with the library's last words when it fails. */
export async function visitDevice(python: string, visit: Visit): Promise<Seen> {
  const child = spawn(python, [SCRIPT], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(JSON.stringify(visit));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [[code], stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  if (code !== 0)
    throw new Error(`${visit.library} failed: ${stderr.trimEnd().split('\n').slice(-4).join('\n')}`);
  // The script is part of this project and prints exactly these fields.
  return JSON.parse(stdout) as Seen;
}
