import type { Reply } from '../command-line.ts';
import { misbehave } from '../misbehave.ts';
import type { Changed, Typed } from './typed.ts';

/** Notes a line that changes something in the device's log, and answers it as the fault of the moment wants it. */
export function takeLine(typed: Typed, change: () => Changed): Reply {
  const { device, line } = typed;
  const fault = device.faults.atCommand(line);
  return misbehave(device, fault, {
    act: () => act(typed, change),
    skip: () => note(typed, false, false),
    refusal: () => 'error: permission denied',
  });
}

function act(typed: Typed, change: () => Changed): Reply {
  const { device, line } = typed;
  const before = device.running();
  // From its moment on a device that does half of the work says yes to every change of the candidate; commits are real.
  const isIgnored =
    device.faults.current()?.kind === 'half' && device.faults.isIgnored() && !line.startsWith('commit');
  const changed: Changed = isIgnored ? { reply: { kind: 'text', text: '' }, accepted: true } : change();
  note(typed, changed.accepted, device.running() !== before);
  return changed.reply;
}

function note({ device, session, line }: Typed, accepted: boolean, changed: boolean): void {
  device.log.command({
    time: new Date().toISOString(),
    session: session.id,
    user: session.user,
    path: session.editing?.way ?? [],
    command: line,
    accepted,
    changed,
  });
}
