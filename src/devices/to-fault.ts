import type { FaultCode } from '../domain/fault.ts';
import { Fault } from '../domain/fault.ts';

/** Codes of Node's sockets, and levels of ssh2 errors, by what they mean for a device. The message text is never looked at. */
const BY_CODE: ReadonlyMap<string, FaultCode> = new Map<string, FaultCode>([
  ['ECONNREFUSED', 'device.unreachable'],
  ['EHOSTUNREACH', 'device.unreachable'],
  ['ENETUNREACH', 'device.unreachable'],
  ['EADDRNOTAVAIL', 'device.unreachable'],
  ['EACCES', 'device.unreachable'],
  ['ETIMEDOUT', 'device.timeout'],
  ['ECONNRESET', 'device.cut'],
  ['EPIPE', 'device.cut'],
]);

const BY_LEVEL: ReadonlyMap<string, FaultCode> = new Map<string, FaultCode>([
  ['client-authentication', 'device.authentication'],
  ['client-timeout', 'device.timeout'],
  ['agent', 'device.no-credentials'],
  // No common algorithm: trying again changes nothing.
  ['handshake', 'device.unexpected-output'],
  // Also what ssh2 reports when the device hangs up during the handshake.
  ['protocol', 'device.cut'],
]);

const SENTENCES: Readonly<Partial<Record<FaultCode, string>>> = {
  'device.unreachable': 'does not accept an SSH connection: check address, routing and that SSH runs',
  'device.timeout': 'did not answer in time: check the line and the load of the device',
  'device.cut': 'ended the connection',
  'device.authentication': 'refused the login: check the credential; it is not tried again by itself',
  'device.no-credentials':
    'was not logged in to: the SSH agent gives no signature with the key of the credential; check that it runs and holds the key',
  'device.unexpected-output':
    'and Plumbline have no SSH algorithms in common: if the device is old, give its credential profile an `sshProfile`',
};

/** Turns an error of a socket or of ssh2 into a fault; a fault stays as it is. */
export function toFault(thrown: unknown, name: string): Fault {
  if (thrown instanceof Fault) return thrown;
  const facts = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const level = 'level' in facts ? String(facts.level) : '';
  const code = 'code' in facts ? String(facts.code) : '';
  const found = BY_LEVEL.get(level) ?? BY_CODE.get(code) ?? 'device.cut';
  return new Fault(found, `${name} ${SENTENCES[found] ?? 'failed'}`, String(thrown));
}
