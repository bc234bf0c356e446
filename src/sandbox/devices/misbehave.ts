import type { Reply } from './command-line.ts';
import type { SimulatedFault } from './simulated-fault.ts';

/** What a device does as a whole when a fault says so. */
export interface Misbehaving {
  /** Lines that look like its prompts: that of exec mode and those of configuration mode. */
  promptLikes(): readonly string[];
  /** The running configuration. */
  running(): string;
  /** Breaks what a fault names until the configuration is again what it was before. */
  worsen(down: readonly string[], before: string): void;
  reboot(order: { readonly saves?: boolean; readonly downMs?: number }): void;
}

/** A line at which a fault is due. */
export interface FaultyLine {
  /** What the device does with the line when nothing is wrong. */
  readonly act: () => Reply;
  /** Notes a line that had no effect. */
  readonly skip: () => void;
  /** What it answers to a line it refuses, unless the fault has words of its own. */
  readonly refusal: () => string;
}

/** Does to one line what the fault says; faults that are no matter of one line leave it alone. */
export function misbehave(device: Misbehaving, fault: SimulatedFault | null, line: FaultyLine): Reply {
  switch (fault?.kind) {
    case 'refuse':
      line.skip();
      return { kind: 'text', text: fault.answer ?? line.refusal() };
    case 'question':
      line.skip();
      return { kind: 'question', text: fault.question, input: 'line', answer: () => NOTHING };
    case 'hang':
    case 'close':
      if (fault.applied === true) line.act();
      else line.skip();
      return { kind: fault.kind === 'hang' ? 'hang' : 'cut' };
    case 'prompt-like':
      return afterPromptLikes(device, line.act());
    case 'worse':
    case 'lose-management': {
      const before = device.running();
      const reply = line.act();
      device.worsen(fault.kind === 'worse' ? fault.down : ['management'], before);
      return reply;
    }
    case 'reboot':
      line.act();
      device.reboot(fault);
      return { kind: 'cut' };
    case undefined:
    case 'slow':
    case 'no-effect':
    case 'half':
    case 'locked':
    case 'daemon-down':
    case 'read-only-home':
    case 'no-lines':
    case 'save-fails':
    case 'other-host-key':
    case 'wrong-password':
    case 'silent':
      return line.act();
  }
}

const NOTHING: Reply = { kind: 'text', text: '' };

/** The exec prompt, those of configuration mode, and what a device may say in between. */
function afterPromptLikes(device: Misbehaving, reply: Reply): Reply {
  if (reply.kind !== 'text') return reply;
  return { kind: 'text', text: [...device.promptLikes(), reply.text].join('\n') };
}
