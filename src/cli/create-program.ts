import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { CommonOptions } from './run-command.ts';
import { runCommand } from './run-command.ts';
import type { DiffOptions } from './diff.ts';
import type { ExitCode } from './exit-code.ts';
import type { SimulateOptions } from './simulate.ts';
import type { TreeOptions } from './tree.ts';

const JSON_OPTION = ['--json', 'print the result as one line of JSON'] as const;
const TIMEOUT_OPTION = [
  '--timeout <seconds>',
  'wait at most this long for the result (default 900)',
] as const;

/**
 * The command line. Each command loads what it needs inside its action, so that `--help` and short commands start fast.
 * Wrong usage says what is wrong and ends with 1.
 */
export function createProgram(): Command {
  const program = new Command('plumbline')
    .description(
      'Lets NetBox drive a network safely. Settings come from the environment: docs/configuration.md.',
    )
    .showSuggestionAfterError()
    .showHelpAfterError('(plumbline --help shows all commands)')
    .exitOverride();
  addServices(program);
  addOrders(program);
  addViews(program);
  addOffline(program);
  addUpkeep(program);
  return program;
}

/** Runs the program on the arguments after `plumbline`; sets the exit code and never throws. */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
  } catch (error) {
    // Commander has printed help or what is wrong; everything else was handled inside the command.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 1;
  }
}

/** A command with `--json`, its errors handled in one place. `action` takes the command's arguments, then its options. */
function add(command: Command, action: (...args: never[]) => Promise<ExitCode>): void {
  command.option(...JSON_OPTION).action(async (...given: unknown[]) => {
    // Commander passes arguments, options and the command; that they fit `action` stands in the lines that declare both.
    const args = given.slice(0, -1) as never[];
    await runCommand(command.opts<CommonOptions>(), () => action(...args));
  });
}

function addServices(program: Command): void {
  add(
    program.command('serve').description('run the worker: receiver, planning, changes, sweep, API'),
    async () => {
      await (await import('./serve.ts')).serve();
      return 0;
    },
  );
  add(
    program
      .command('demo')
      .description('show three edits end to end, on simulated parts')
      .option('--once', 'end after the stories'),
    async (options: CommonOptions & { once?: boolean }) => {
      await (await import('./demo.ts')).demo(options);
      return 0;
    },
  );
  add(
    program
      .command('sandbox')
      .description('start a NetBox stand-in and simulated devices')
      .option('--devices <count>', 'how many devices', toCount)
      .option('--platform <name>', 'what the devices are (default cisco_ios)')
      .option('--fault <kind[:at]>', 'what is wrong with every device: docs/sandbox.md'),
    async (options: CommonOptions & { devices?: number; platform?: string; fault?: string }) => {
      await (await import('./sandbox.ts')).sandbox(options);
      return 0;
    },
  );
}

type Follow = CommonOptions & { timeout?: string };

function addOrders(program: Command): void {
  add(
    program
      .command('check')
      .description('read devices and say whether they are in line')
      .argument('[device...]', 'names as in NetBox')
      .option('--all', 'every device known so far')
      .option(...TIMEOUT_OPTION),
    async (devices: string[], options: Follow & { all?: boolean }) =>
      (await import('./check.ts')).check(devices, options),
  );
  add(
    program
      .command('plan')
      .description('show what would be written to devices')
      .argument('[device...]', 'names as in NetBox')
      .option('--all', 'every device known so far')
      .option(...TIMEOUT_OPTION),
    async (devices: string[], options: Follow & { all?: boolean }) =>
      (await import('./plan.ts')).plan(devices, options),
  );
  add(
    program
      .command('approve')
      .description('let exactly one plan be written')
      .argument('<hash>', 'at least 8 digits of the hash of the plan')
      .option(...TIMEOUT_OPTION),
    async (hash: string, options: Follow) => (await import('./approve.ts')).approve(hash, options),
  );
  add(
    program
      .command('hold')
      .description('write nothing to a device until it is released')
      .argument('<device>', 'name as in NetBox')
      .argument('<reason...>', 'why')
      .option(...TIMEOUT_OPTION),
    async (device: string, reason: string[], options: Follow) =>
      (await import('./hold.ts')).hold(device, reason, options),
  );
  add(
    program
      .command('release')
      .description('end a hold, and free what a failed change had stopped')
      .argument('<device>', 'name as in NetBox')
      .argument('<reason...>', 'why')
      .option(...TIMEOUT_OPTION),
    async (device: string, reason: string[], options: Follow) =>
      (await import('./release.ts')).release(device, reason, options),
  );
  add(
    program
      .command('sweep')
      .description('check every device in scope now')
      .option(...TIMEOUT_OPTION),
    async (options: Follow) => (await import('./sweep.ts')).sweep(options),
  );
}

function addViews(program: Command): void {
  add(
    program
      .command('devices')
      .description('list devices with their state')
      .option('--findings', 'with what differs'),
    async (options: CommonOptions & { findings?: boolean }) =>
      (await import('./devices.ts')).devices(options),
  );
  add(
    program
      .command('changes')
      .description('list the last changes and how they ended, or show all of one')
      .argument('[change]', 'its id, as journal entries name it'),
    async (changeId: string | undefined, options: CommonOptions) =>
      changeId === undefined
        ? (await import('./changes.ts')).changes(options)
        : (await import('./change.ts')).change(changeId, options),
  );
}

const PLATFORM_OPTION = ['--platform <name>', 'frr, cisco_ios, arista_eos or juniper_junos'] as const;
const LIVE_OPTION = ['--live <file>', 'what the device runs, whole; - is standard input'] as const;
const RUNNING_OPTION = ['--running <file>', 'the same as --live'] as const;

/** Commands on files alone. Which options must be there is said by the command, because `--live` may be `--running`. */
function addOffline(program: Command): void {
  add(
    program
      .command('diff')
      .description('compare a live with an intended configuration; print what differs and the commands')
      .option(...PLATFORM_OPTION)
      .option(...LIVE_OPTION)
      .option(...RUNNING_OPTION)
      .option('--intended <file>', 'what the device shall have')
      .option('--baseline <file>', 'what was intended when both last agreed')
      .option('--scope <part>', 'whole, model, or the beginning of sections; may be repeated', collect),
    async (options: DiffOptions) => (await import('./diff.ts')).diff(options),
  );
  add(
    program
      .command('tree')
      .description('print a configuration as Plumbline understands it')
      .argument('<file>', 'a configuration or a part of one; - is standard input')
      .option(...PLATFORM_OPTION),
    async (file: string, options: TreeOptions) => (await import('./tree.ts')).tree(file, options),
  );
  add(
    program
      .command('simulate')
      .description('print the configuration that commands lead to')
      .option(...PLATFORM_OPTION)
      .option(...LIVE_OPTION)
      .option(...RUNNING_OPTION)
      .option('--commands <file>', 'commands, indented below their section lines'),
    async (options: SimulateOptions) => (await import('./simulate.ts')).simulate(options),
  );
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function addUpkeep(program: Command): void {
  add(
    program
      .command('stop')
      .description('end all new writes, at once; works without the running worker')
      .argument('[reason...]', 'why')
      .option('--clear', 'allow writes again')
      .option('--show', 'only tell whether writes are stopped'),
    async (reason: string[], options: CommonOptions & { clear?: boolean; show?: boolean }) =>
      (await import('./stop.ts')).stop(reason, options),
  );
  add(
    program.command('migrate').description('prepare the database of DATABASE_URL for this version'),
    async (options: CommonOptions) => (await import('./migrate.ts')).migrate(options),
  );
  add(
    program
      .command('doctor')
      .description('say what is missing for Plumbline to work: NetBox, token, webhooks, units')
      .option('--accept', 'tell the running worker that the NetBox which answers now is the one to serve')
      .option('--no-webhook', 'do not have NetBox send a webhook (which saves one device without a change)'),
    async (options: CommonOptions & { webhook?: boolean; accept?: boolean }) =>
      options.accept === true
        ? (await import('./accept-netbox.ts')).acceptNetBox(options)
        : (await import('./doctor.ts')).doctor(options),
  );
  add(
    program
      .command('provision')
      .description('create what Plumbline needs in NetBox: webhook, rules, fields, views')
      .option('--dry-run', 'only print what would be done')
      .option('--remove', 'remove everything an earlier run made; values in custom fields go with it')
      .option('--webhook-url <url>', 'address NetBox posts to (PLUMBLINE_WEBHOOK_URL)')
      .option('--runtime-user', 'also make the narrow account Plumbline runs under'),
    async (
      options: CommonOptions & {
        dryRun?: boolean;
        remove?: boolean;
        webhookUrl?: string;
        runtimeUser?: boolean;
      },
    ) => (await import('./provision.ts')).provision(options),
  );
}

function toCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number from 1 to 9999.');
}
