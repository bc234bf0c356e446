import { setImmediate as tick } from 'node:timers/promises';
import { misbehave } from '../misbehave.ts';
import type { Reply } from '../command-line.ts';
import { daemonOf } from './box.ts';
import type { FrrDevice } from './device.ts';
import { enterLine, TOP } from './enter.ts';
import type { Place } from './enter.ts';
import type { LineOutcome, VtyshAnswer, VtyshSession } from './vtysh-session.ts';
import { saveConfiguration } from './save.ts';
import { show } from './show.ts';
import { formatConfiguration } from './text.ts';

/**
 * `vtysh -c TEXT`: runs its lines in order up to the first that fails. The lines go on when the other end is gone: that is
 * noticed by nobody (facts/devices.md 0.2). `told` is called once, with the whole answer or with what took it away.
 */
export async function runVtysh(
  device: FrrDevice,
  session: VtyshSession,
  text: string,
  told: (outcome: LineOutcome) => void,
): Promise<void> {
  const boot = device.boots();
  let stdout = '';
  let isGone = false;
  const tell = (outcome: LineOutcome) => {
    if (!isGone) told(outcome);
  };
  for (const typed of text.split('\n')) {
    await tick();
    if (device.boots() !== boot) return; // the host went down, and vtysh with it
    const outcome = submitLine(device, session, typed);
    if (outcome === 'hang') {
      tell('hang');
      return;
    }
    if (outcome === 'cut') {
      tell('cut');
      isGone = true;
      if (!goesOn(device)) return;
      continue;
    }
    stdout += outcome.stdout;
    if (outcome.code !== 0) {
      tell({ ...outcome, stdout });
      return;
    }
  }
  tell({ code: 0, stdout, stderr: '' });
}

/** The connection is gone, and vtysh still has its lines; a line without effect stands for one that never arrived. */
function goesOn({ faults }: FrrDevice): boolean {
  const fault = faults.current();
  return fault?.kind === 'close' && fault.applied === true;
}

const NOTHING: VtyshAnswer = { code: 0, stdout: '', stderr: '' };

/** One line of one vtysh. */
export function submitLine(device: FrrDevice, session: VtyshSession, typed: string): LineOutcome {
  const line = typed.trim();
  if (line === '' || /^[!#]/.test(line)) return NOTHING;
  if (session.place === null) return submitExec(device, session, line);
  const left = navigate(session.place, line);
  if (left !== undefined) {
    session.place = left;
    return NOTHING;
  }
  if (/^do /.test(line)) return submitExec(device, session, line.slice(3));
  return submitConfiguration(device, session, session.place, line);
}

/** Where `end` and `exit` lead; undefined for other lines. */
function navigate(place: Place, line: string): Place | null | undefined {
  if (line === 'end') return null;
  if (!/^(exit|quit|exit-address-family|exit-vrf)$/.test(line)) return undefined;
  if (place.path.length === 0) return null;
  const path = place.path.slice(0, -1);
  return { path, mode: modeOf(path) };
}

function modeOf(path: readonly string[]): Place['mode'] {
  const [first] = path;
  if (first === undefined) return TOP.mode;
  if (first.startsWith('key chain')) return 'config-keychain';
  return first.startsWith('bfd') ? 'config-bfd' : 'config-router';
}

function submitExec(device: FrrDevice, session: VtyshSession, line: string): LineOutcome {
  let answer = NOTHING;
  const fault = device.faults.atExec(line);
  // There is no prompt on an exec channel: what looks like one comes from the start files of a shell.
  if (fault?.kind === 'prompt-like') session.noise = `${device.promptLikes().join('\n')}\n`;
  const reply = misbehave(device, fault?.kind === 'prompt-like' ? null : fault, {
    act() {
      answer = answerExec(device, session, line);
      return { kind: 'text', text: answer.stdout };
    },
    skip: () => (answer = { ...NOTHING, code: 1 }),
    refusal: () => `% Unknown command: ${line}\n`,
  });
  return toOutcome(reply, answer);
}

function answerExec(device: FrrDevice, session: VtyshSession, line: string): VtyshAnswer {
  if (/^conf\S* t\S*$/.test(line)) {
    session.place = TOP;
    return NOTHING;
  }
  if (/^(wr\S*( mem\S*)?|copy running-config startup-config)$/.test(line))
    return saveConfiguration(device, session);
  if (/^(terminal length \d+|end|exit|enable|disable)$/.test(line)) return NOTHING;
  return show(device.box, line) ?? { ...NOTHING, code: 1, stdout: `% Unknown command: ${line}\n` };
}

function submitConfiguration(
  device: FrrDevice,
  session: VtyshSession,
  place: Place,
  line: string,
): LineOutcome {
  let answer = NOTHING;
  const reply = misbehave(device, device.faults.atCommand(line), {
    act() {
      answer = take(device, session, place, line);
      return { kind: 'text', text: answer.stdout };
    },
    skip() {
      answer = { ...NOTHING, code: 1 };
      note(device, session, { path: place.path, command: line, accepted: false, changed: false });
    },
    refusal: () => `% Unknown command: ${line}\n`,
  });
  return toOutcome(reply, answer);
}

/** vtysh has no questions on an exec channel: what asks one waits there for an answer that nobody can give. */
function toOutcome(reply: Reply, answer: VtyshAnswer): LineOutcome {
  if (reply.kind === 'cut') return 'cut';
  return reply.kind === 'text' ? { ...answer, stdout: reply.text } : 'hang';
}

function take(device: FrrDevice, session: VtyshSession, place: Place, line: string): VtyshAnswer {
  const { box } = device;
  const daemon = daemonOf(place.path[0] ?? line.replace(/^no /, ''));
  if (box.down.has(daemon)) {
    note(device, session, { path: place.path, command: line, accepted: false, changed: false });
    return { code: 1, stdout: '', stderr: `${daemon} is not running\n` };
  }
  if (!device.faults.isIgnored()) session.copy = null;
  else session.copy ??= { ...box, root: structuredClone(box.root), broken: new Set(), peerSince: new Map() };
  const before = formatConfiguration(box);
  const entered = enterLine(session.copy ?? box, place, line);
  if (entered.ok) session.place = entered.place;
  const changed = entered.ok && session.copy === null && device.settle(before);
  note(device, session, { path: place.path, command: line, accepted: entered.ok, changed });
  const words = entered.ok ? entered.notice : entered.answer;
  return { code: entered.ok ? 0 : 1, stdout: words === '' ? '' : `${words}\n`, stderr: '' };
}

function note(
  { log }: FrrDevice,
  { id, user }: VtyshSession,
  line: { path: readonly string[]; command: string; accepted: boolean; changed: boolean },
): void {
  log.command({ time: new Date().toISOString(), session: id, user, ...line });
}
