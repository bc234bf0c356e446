import type { Reply } from '../command-line.ts';
import { activeOf, isEvolved } from './box.ts';
import { isModified, timeText } from './commit.ts';
import type { JunosDevice } from './device.ts';
import { pidOf } from './session.ts';
import type { JunosSession } from './session.ts';
import { holderSession } from './holder.ts';
import { copyOf } from './statement.ts';

/** Who holds the configuration alone, beside this session; null when nobody does. */
export function holderOf(device: JunosDevice, session: JunosSession): JunosSession | null {
  const fault = device.faults.current();
  if (fault?.kind === 'locked') return holderSession(fault.by, device.box);
  return editorsBeside(device, session).find(({ editing }) => editing?.isExclusive === true) ?? null;
}

function editorsBeside(device: JunosDevice, session: JunosSession): readonly JunosSession[] {
  const fault = device.faults.current();
  const holder = fault?.kind === 'locked' ? [holderSession(fault.by, device.box)] : [];
  const others = [...device.sessions.values()].filter((other) => other !== session && other.editing !== null);
  return [...others, ...holder];
}

/** What `status` prints: everybody in configuration mode. */
export function editorsText(device: JunosDevice): string {
  const editors = [...device.sessions.values()].filter(({ editing }) => editing !== null);
  return ['Users currently editing the configuration:', ...editors.map(editorText)].join('\n');
}

/** Goes into configuration mode as `configure` and `configure exclusive` do, with their words (facts/devices.md 4.3). */
export function configure(device: JunosDevice, session: JunosSession, isExclusive: boolean): Reply {
  const { box } = device;
  const holder = holderOf(device, session);
  if (isExclusive && holder !== null)
    return text(`error: configuration database locked by:\n${editorText(holder)}`);
  const modified = isModified(box);
  if (isExclusive && modified && isEvolved(box)) return text('error: configuration database modified');
  const others = editorsBeside(device, session);
  const scratch = device.faults.current()?.kind === 'no-effect' ? copyOf(activeOf(box)) : null;
  session.editing = { isExclusive, since: new Date(), scratch, way: [] };
  return text(
    [
      ...(isExclusive ? ['warning: uncommitted changes will be discarded on exit'] : []),
      'Entering configuration mode',
      ...(others.length > 0 ? ['Users currently editing the configuration:', ...others.map(editorText)] : []),
      ...(modified ? ['The configuration has been changed but not committed'] : []),
    ].join('\n'),
  );
}

/** `anna terminal p0 (pid 4681) on since 2026-03-03 09:31:02 UTC, idle 00:01:12` and where. */
export function editorText(session: JunosSession): string {
  const { user, terminal, editing } = session;
  const way = editing?.way.map((words) => ` ${words}`).join('') ?? '';
  const mode = editing?.isExclusive === true ? 'exclusive ' : '';
  return `  ${user} terminal ${terminal ?? 'p0'} (pid ${pidOf(session)}) on since ${timeText(editing?.since ?? session.since)}, idle 00:00:12\n      ${mode}[edit${way}]`;
}

/** Leaves configuration mode; an exclusive session takes its changes along. */
export function leaveConfiguration(device: JunosDevice, session: JunosSession): void {
  if (session.editing?.isExclusive === true) device.box.candidate = copyOf(activeOf(device.box));
  session.editing = null;
}

function text(value: string): Reply {
  return { kind: 'text', text: value };
}
