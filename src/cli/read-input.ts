import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { Fault, type FaultCode } from '../domain/fault.ts';

/** The largest file read: some 400 000 lines, ten times the largest configuration we know of. */
const LARGEST_MIB = 16;
const LARGEST_BYTES = LARGEST_MIB * 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * Reads a configuration from a file, or from standard input for `-`. Line ends become `\n` and a byte order mark goes; a text
 * is never repaired beyond that. Throws an `input.…` fault that names the file, and the line where there is one.
 */
export async function readInput(path: string): Promise<string> {
  const bytes = await readBytes(path);
  const place = nameOf(path);
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    const isUtf16 = bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])) || bytes[1] === 0;
    const found = isUtf16 ? 'UTF-16 (save it as UTF-8)' : 'a NUL byte: this is a binary file';
    throw inputFault('input.binary', `${place}: line ${lineAt(bytes, nul)}: expected text, found ${found}`);
  }
  if (!isUtf8(bytes)) {
    const line = firstBadLine(bytes);
    throw inputFault(
      'input.encoding',
      `${place}: line ${line}: expected UTF-8, found other bytes; convert the file, for example with iconv`,
    );
  }
  return bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r+\n/g, '\n');
}

/** A file's name in a message; what could steer a terminal is encoded where messages are printed. */
export function nameOf(path: string): string {
  return path === '-' ? 'standard input' : path.replaceAll('\n', '·');
}

async function readBytes(path: string): Promise<Buffer> {
  const source = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1024 * 1024 });
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LARGEST_BYTES) {
        source.destroy();
        const message = `${nameOf(path)}: expected a file of at most ${LARGEST_MIB} MiB, found more; this is no configuration of one device`;
        throw inputFault('input.too-large', message);
      }
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw inputFault('input.unreadable', `${nameOf(path)}: ${reasonOf(error)}`);
  }
  return Buffer.concat(chunks);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'expected a file, found none; check the path',
  ENOTDIR: 'expected a file, found none; check the path',
  EISDIR: 'expected a file, found a directory',
  EACCES: 'expected a readable file, found one this account may not read',
  EPERM: 'expected a readable file, found one this account may not read',
  ELOOP: 'expected a file, found links that lead in a circle',
  ENAMETOOLONG: 'expected a file, found a path that is too long',
};

function reasonOf(error: unknown): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
  return REASONS[code] ?? `cannot be read (${code})`;
}

function lineAt(bytes: Buffer, index: number): number {
  let line = 1;
  for (let at = bytes.indexOf(NEWLINE); at !== -1 && at < index; at = bytes.indexOf(NEWLINE, at + 1))
    line += 1;
  return line;
}

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(NEWLINE, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
  return line;
}

function inputFault(code: FaultCode, message: string): Fault {
  return new Fault(code, message);
}
