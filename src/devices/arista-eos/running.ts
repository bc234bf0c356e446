import { Fault } from '../../domain/fault.ts';

/**
 * The configuration out of `show running-config` without the comments above it (command, software, boot image); `end` stays, as
 * the proof that it is whole. One without its header or its end is `device.incomplete`.
 */
export function parseEosRunning(text: string, name: string): string {
  const [, body] = /^! Command: show running-config[^\n]*\n([\s\S]*\nend)\s*$/m.exec(text) ?? [];
  if (body === undefined)
    throw new Fault('device.incomplete', `${name} did not show its whole running configuration`);
  return `${body.replace(/^(![^\n]*\n)+/, '')}\n`;
}

/** Whether the answer to `show running-config diffs` shows a difference to what is saved; null when it shows something else. */
export function parseIsUnsaved(diffs: string): boolean | null {
  if (diffs.trim() === '') return false;
  return /^(---|\+\+\+|@@) ?/m.test(diffs) ? true : null;
}
