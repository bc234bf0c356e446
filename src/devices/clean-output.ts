/**
 * Turns what a terminal was sent into what a person would read: no colors or cursor moves, backspaces done, one kind of line
 * end. A bare carriage return in the middle of a line redraws it, so what follows stands.
 */
export function cleanOutput(raw: string): string {
  const text = raw.replaceAll(ESCAPES, '').replaceAll('\0', '').replaceAll(/\r+\n/g, '\n');
  if (!/[\x08\r]/.test(text)) return text;
  return doBackspaces(text).split('\n').map(lastDrawn).join('\n');
}

function lastDrawn(line: string): string {
  const drawn = line.replace(/\r+$/, '');
  return drawn.slice(drawn.lastIndexOf('\r') + 1);
}

// Control sequences (ESC [ … letter), operating system commands (ESC ] … BEL), and single-character ones.
const ESCAPES = /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\^_=>]/g;

function doBackspaces(text: string): string {
  if (!text.includes('\x08')) return text;
  const kept: string[] = [];
  for (const character of Array.from(text)) {
    if (character !== '\x08') kept.push(character);
    else if (kept.length > 0 && kept.at(-1) !== '\n') kept.pop();
  }
  return kept.join('');
}
