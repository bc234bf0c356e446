import { Fault } from '../../domain/fault.ts';
import type { ExecSession } from '../exec-session.ts';
import type { SessionContext } from '../platform-session.ts';
import { refusalOf } from './refusal.ts';
import { parseReply } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Asks the device over exec channels: no prompt to guess, and each answer ends with its channel. */
export interface JunosQuestions {
  /** The answer as text. Throws `device.*` when the device refuses. */
  text(command: string, totalMs?: number): Promise<string>;
  /** The answer as XML. */
  xml(command: string, totalMs?: number): Promise<XmlElement>;
  /** As `xml`, and null where the device does not know the command, or what it asks about does not run. */
  xmlIfKnown(command: string): Promise<XmlElement | null>;
}

export function createQuestions(exec: ExecSession, context: SessionContext): JunosQuestions {
  const { connection, timeouts } = context;
  const { name } = connection;

  async function run(command: string, totalMs: number): Promise<string> {
    const { code, stdout, stderr } = await exec.run(`${command} | no-more`, totalMs);
    if (code === null) throw new Fault('device.cut', `${name} ended the connection while it was read`);
    return `${stdout}${stderr}`;
  }

  async function text(command: string, totalMs: number = timeouts.commandMs): Promise<string> {
    const answer = await run(command, totalMs);
    if (/command not found/i.test(answer))
      throw new Fault(
        'device.unexpected-output',
        `the account lands in a shell on ${name} where Plumbline expects the command line of Junos: give it a login class`,
      );
    // What a configuration says must not count as a refusal of it.
    const refusal = refusalOf(answer.split('\n').slice(0, 3).join('\n'));
    if (refusal === null) return answer;
    const isRights = /permission denied|^unknown command/m.test(refusal);
    throw new Fault(
      isRights ? 'device.authentication' : 'device.unexpected-output',
      `${name} refused "${command}"${isRights ? ': the account may not run it' : ''}`,
      refusal.slice(0, 300),
    );
  }

  return {
    text,
    xml: async (command, totalMs) =>
      parseReply(await text(`${command} | display xml`, totalMs), command, name),
    async xmlIfKnown(command) {
      const answer = await run(`${command} | display xml`, timeouts.commandMs);
      return answer.includes('<rpc-reply') ? parseReply(answer, command, name) : null;
    },
  };
}
