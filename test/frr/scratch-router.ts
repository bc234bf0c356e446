import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Command } from '../../src/domain/plan.ts';
import { isFrrRefusal } from '../../src/devices/frr/refusal.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/frr-lab', import.meta.url));
/** What the script exits with when this machine cannot run a router. */
const CANNOT = 3;

/** A real router of its own, beside the lab, that can be made new within a second. */
export interface ScratchRouter {
  /** A router that was just unpacked, with the daemons this and other configurations need, then the configuration. */
  load(text: string, ...others: readonly string[]): Promise<void>;
  /** What it shows, from after the header to `end`. */
  read(): Promise<string>;
  /** Sends commands as the driver does. Returns what was refused, with the router's words, or null. */
  send(commands: readonly Command[]): Promise<string | null>;
  close(): Promise<void>;
}

/** A few routers, each used by one at a time. */
export interface ScratchRouters {
  use(what: (router: ScratchRouter) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Starts some, or says in one line why this machine cannot have any; then tests are skipped with that line. */
export async function startScratchRouters(
  count: number,
): Promise<
  | { readonly routers: ScratchRouters; readonly reason: null }
  | { readonly routers: null; readonly reason: string }
> {
  const all: ScratchRouter[] = [];
  for (let index = 0; index < count; index += 1) {
    const router = await startScratchRouter();
    if (typeof router === 'string') return { routers: null, reason: router };
    all.push(router);
  }
  const free = [...all];
  const waiting: ((router: ScratchRouter) => void)[] = [];
  const routers: ScratchRouters = {
    async use(what) {
      const router = free.pop() ?? (await new Promise<ScratchRouter>((resolve) => waiting.push(resolve)));
      try {
        await what(router);
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(router);
        else next(router);
      }
    },
    async close() {
      await Promise.all(all.map((router) => router.close()));
    },
  };
  return { routers, reason: null };
}

/** Starts one, or says in one line why this machine cannot have it. */
async function startScratchRouter(): Promise<ScratchRouter | string> {
  const child = spawn(SCRIPT, ['scratch'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));

  /** Runs a script inside and returns its exit status and what it printed. */
  const run = async (script: string): Promise<Answer> => {
    const encoded = Buffer.from(script).toString('base64');
    child.stdin.write(
      `bash <(base64 -d <<<${encoded}) >/run/out 2>/run/err; echo "$? $(base64 -w0 /run/out) $(base64 -w0 /run/err)"\n`,
    );
    const { value, done } = await answers.next();
    if (done === true) throw new Error(`the router ended: ${complaint.trim()}`);
    const [code, stdout, stderr] = value.split(' ').map((part, at) => (at === 0 ? part : decode(part)));
    return { code: Number(code), stdout: stdout ?? '', stderr: stderr ?? '' };
  };
  const read = async () => {
    const { code, stdout, stderr } = await run('vtysh -c "show running-config"');
    const body = /Current configuration:\n([\s\S]*\nend\n)/.exec(stdout)?.[1];
    if (code !== 0 || body === undefined) throw new Error(`the router shows no configuration: ${stderr}`);
    return body;
  };

  const first = await Promise.race([run('true'), ended]);
  if (first === CANNOT) return complaint.trim().split('\n').at(-1) ?? '';
  if (typeof first === 'number' || first === null) throw new Error(`scripts/frr-lab scratch: ${complaint}`);
  return {
    async load(text, ...others) {
      const daemons = daemonsFor([text, ...others].join('\n')).join(' ');
      const { code, stdout, stderr } = await run(
        `reset ${daemons} && vtysh -f <(base64 -d <<<${encode(configurationLines(text))}) 2>&1`,
      );
      if (code !== 0 || /^line \d+:/m.test(stdout))
        throw new Error(`the router does not take this configuration: ${stdout}${stderr}\n${text}`);
    },
    read,
    async send(commands) {
      for (const part of inParts(commands)) {
        const lines = part.flatMap(({ path, command }) => ['configure terminal', ...path, command, 'end']);
        const answer = await run(`vtysh -c "$(base64 -d <<<${encode(lines.join('\n'))})"`);
        // Only a part of one command can be accepted although it says nothing good.
        const command = part.length === 1 ? (part[0]?.command ?? '') : '';
        if (isFrrRefusal(answer, command)) return `${answer.stdout}${answer.stderr}\n${lines.join('\n')}`;
      }
      return null;
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

/**
 * The driver calls vtysh once for each command. One call for many does the same and stops at the first that is refused, but
 * also at the removal of an address, which may exit with 1 and be fine: such a command is a part of its own.
 */
function inParts(commands: readonly Command[]): readonly (readonly Command[])[] {
  const parts: Command[][] = [];
  let isOpen = false;
  for (const command of commands) {
    const isAlone = /^no (ip|ipv6) address /.test(command.command);
    if (isOpen && !isAlone) parts.at(-1)?.push(command);
    else parts.push([command]);
    isOpen = !isAlone;
  }
  return parts;
}

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What vtysh reads from a file: without the header, and without the `end` that would leave the configuration mode. */
function configurationLines(text: string): string {
  const isConfiguration = (line: string) =>
    !/^(Building configuration|Current configuration|end$)/.test(line);
  return text.split('\n').filter(isConfiguration).join('\n');
}

/** Daemons by the lines only they know, beside zebra. */
const DAEMONS: readonly (readonly [string, RegExp])[] = [
  ['staticd', /^/],
  ['bgpd', /bgp|route-map/],
  ['ospfd', /ospf|metric-type/],
  ['ospf6d', /ospf6/],
  ['isisd', /isis/],
  ['ripd', /\brip\b|^key chain/m],
  ['ripngd', /ripng/],
  ['pimd', /\b(pim|igmp|mroute)\b/],
  ['bfdd', /\bbfd\b/],
  ['pbrd', /\b(pbr-map|pbr-policy|nexthop-group)\b/],
];

function daemonsFor(text: string): readonly string[] {
  return DAEMONS.filter(([, lines]) => lines.test(text)).map(([daemon]) => daemon);
}

const encode = (text: string): string => Buffer.from(text).toString('base64');
const decode = (text: string): string => Buffer.from(text, 'base64').toString('utf8');
