import { Fault } from '../../domain/fault.ts';
import type { SessionContext } from '../platform-session.ts';
import type { FrrShell } from './shell.ts';

/** Asks one show command, or several joined by line ends. */
export type Ask = (command: string, ms?: number) => Promise<string>;

/** The whole answer to a show command. Throws `device.incomplete` when vtysh complains about anything, and `device.cut`. */
export async function askFrr(
  shell: FrrShell,
  { connection: { name } }: Pick<SessionContext, 'connection'>,
  command: string,
  ms: number,
): Promise<string> {
  const answer = await shell.run([command], ms);
  if (answer.code === null) throw new Fault('device.cut', `${name} ended the connection while it was read`);
  if (answer.code !== 0 || answer.stderr !== '')
    throw new Fault(
      'device.incomplete',
      `${name} did not answer "${command.replaceAll('\n', ' / ')}" completely`,
      `${answer.stdout.slice(0, 200)} ${answer.stderr.slice(0, 200)}`,
    );
  return answer.stdout;
}
