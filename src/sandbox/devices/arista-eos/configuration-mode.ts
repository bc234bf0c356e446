import type { EosCandidate } from './box.ts';
import { leaveConfiguration } from './configure.ts';
import type { EosDevice } from './device.ts';
import { enterLine } from './enter.ts';
import type { Place } from './entering.ts';
import { parentOf } from './entering.ts';
import { isExecLine, runExec } from './exec.ts';
import type { EosSession } from './session.ts';
import type { Reply } from '../command-line.ts';
import { misbehave } from '../misbehave.ts';
import type { SimulatedFault } from '../simulated-fault.ts';

const NOTHING: Reply = { kind: 'text', text: '' };

/** How one login's configuration mode answers lines. Navigation is not logged; every other configuration line is. */
export function createConfigurationMode(
  device: EosDevice,
  session: EosSession,
): (text: string, place: Place) => Reply {
  // While a fault makes lines ignored the login works on a copy that nobody else sees.
  let copy: EosCandidate | null = null;
  const target = (): EosCandidate => {
    const real: EosCandidate = { root: session.inside?.root ?? device.box.root, ports: device.box.ports };
    if (!device.faults.isIgnored()) {
      copy = null;
      return real;
    }
    copy ??= { ...real, root: structuredClone(real.root) };
    return copy;
  };

  return (text, place) => {
    const left = navigate(place, text);
    if (left === null) {
      leaveConfiguration(device, session);
      return NOTHING;
    }
    if (left !== undefined) {
      session.place = left;
      return NOTHING;
    }
    if (isExecLine(text)) return runExec(device, session, text);
    const fault = later(session, device.faults.atCommand(text)); // counts, so that what is ignored is known afterwards
    const typed = { device, session, place, text, candidate: target() };
    return misbehave(device, fault, {
      act: () => take(typed),
      skip: () => note(typed, false, false),
      refusal: () => '% Invalid input',
    });
  };
}

/** Where `end` and `exit` lead, also shortened; undefined for other lines. */
function navigate(place: Place, text: string): Place | null | undefined {
  if (text.length >= 2 && 'end'.startsWith(text)) return null;
  if (text.length < 2 || !'exit'.startsWith(text)) return undefined;
  return place.path.length === 0 ? null : parentOf(place);
}

/** Inside a session a line does nothing before the commit, so what it breaks is not broken before, either. */
function later(session: EosSession, fault: SimulatedFault | null): SimulatedFault | null {
  if (session.inside === null || (fault?.kind !== 'worse' && fault?.kind !== 'lose-management')) return fault;
  session.faultAtCommit = fault;
  return null;
}

interface Typed {
  readonly device: EosDevice;
  readonly session: EosSession;
  readonly place: Place;
  readonly text: string;
  readonly candidate: EosCandidate;
}

/** Enters the line for good and answers as the device does. */
function take(typed: Typed): Reply {
  const { device, session, place, text, candidate } = typed;
  const before = device.running();
  const entered = enterLine(candidate, place, text);
  switch (entered.kind) {
    case 'accepted':
      session.place = entered.place;
      note(typed, true, candidate.root === device.box.root && device.settle(before));
      return { kind: 'text', text: entered.notice };
    case 'refused':
      note(typed, false, false);
      return { kind: 'text', text: entered.answer.replace(/ {2}".*$/, '').replace(/\.$/, '') };
    case 'invalid':
    case 'question': // EOS asks nothing here
      note(typed, false, false);
      return { kind: 'text', text: '% Invalid input' };
  }
}

function note(typed: Typed, accepted: boolean, changed: boolean): void {
  typed.device.log.command({
    time: new Date().toISOString(),
    session: typed.session.id,
    user: typed.session.user,
    path: typed.place.path,
    command: typed.text,
    accepted,
    changed,
  });
}
