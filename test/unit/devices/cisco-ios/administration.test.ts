import { describe, expect, it } from 'vitest';
import { parseIsUnsaved, parseLastChange } from '../../../../src/devices/cisco-ios/last-change.ts';
import { isLockedAnswer, parseLock } from '../../../../src/devices/cisco-ios/lock.ts';
import { parseRollbackTimer } from '../../../../src/devices/cisco-ios/rollback-timer.ts';
import { parseUsers } from '../../../../src/devices/cisco-ios/users.ts';

const CHANGED = '! Last configuration change at 09:14:22 UTC Tue Mar 3 2026 by anna\n';
const savedAt = (time: string, zone = 'UTC') =>
  `! NVRAM config last updated at ${time} ${zone} Tue Mar 3 2026 by anna\n`;

describe('who works on an IOS device', () => {
  describe('the rollback timer', () => {
    it('is told with its user and its minutes', () => {
      const text =
        'Time configured(or reconfigured): 22:50:48 UTC Sat Feb 21 2009\nTimer type: absolute timer\nTimer value: 2 min\nUser: netops\n';
      expect(parseRollbackTimer(text)).toEqual({ user: 'netops', minutes: 2 });
    });

    it('is not there when the device says so', () => {
      expect(parseRollbackTimer('%No Rollback Confirmed Change pending\n')).toBeNull();
    });

    it.each(['', 'something new\n'])('counts as somebody’s when the answer is "%s"', (text) => {
      expect(parseRollbackTimer(text)).toEqual({ user: 'somebody unknown', minutes: null });
    });
  });

  describe('the configuration lock', () => {
    const block = (rows: string) => `Parser Configure Lock\n---------------------\n${rows}`;

    it('is free', () => {
      const rows =
        'Owner PID         : -1\nUser              : unknown\nTTY               : -1\nType              : NO LOCK\nState             : FREE\n';
      expect(parseLock(block(rows))).toBeNull();
    });

    it('is held', () => {
      const rows =
        'Owner PID : 3\nUser : anna\nTTY : 3\nType : EXCLUSIVE\nState : LOCKED\nUser debug info : configure terminal lock\n';
      expect(parseLock(block(rows))).toEqual({ user: 'anna', tty: '3', doing: 'configure terminal lock' });
    });

    it('is held in the form of a session lock', () => {
      const rows =
        'Owner PID       : 578\nTTY number      : 2\nTTY username    : anna\nUser debug info : CLI Session Lock\n';
      expect(parseLock(`Config Session Lock\n-------------------\n${rows}`)).toEqual({
        user: 'anna',
        tty: '2',
        doing: 'CLI Session Lock',
      });
    });

    it.each([
      "Configuration mode is locked by process '484' user 'NETCONF' from terminal '64'. Please try later.",
      'Configuration mode locked exclusively by anna process',
      'it asked: Do you want to kill that session and continue [no]',
    ])('is recognized in "%s"', (answer) => {
      expect(isLockedAnswer(answer)).toBe(true);
    });

    it('is not taken for a missing archive', () => {
      expect(isLockedAnswer('%Turn config archive on before using Rollback Confirmed Change')).toBe(false);
    });
  });

  describe('the users', () => {
    const TEXT = `    Line       User       Host(s)              Idle       Location
   0 con 0                idle                 1w2d
*  2 vty 0     netops     idle                 00:00:00 10.99.1.9
   3 vty 1     anna       idle                 00:03:10 10.99.1.4
   4 vty 2     netops     idle                 00:00:01 10.99.1.9
   5 vty 3     averylongusername idle          00:00:01 2001:DB8::9

  Interface    User               Mode         Idle     Peer Address
`;

    it('are those who are not us', () => {
      expect(parseUsers(TEXT, ['netops'], null)).toEqual([
        { name: 'somebody without a name', line: 'con 0', from: null, isConfiguring: false },
        { name: 'anna', line: 'vty 1', from: '10.99.1.4', isConfiguring: false },
        { name: 'averylongusername', line: 'vty 3', from: '2001:DB8::9', isConfiguring: false },
      ]);
    });

    it('are configuring when they hold the lock, by line or by name', () => {
      const configuring = (holder: Parameters<typeof parseUsers>[2]) =>
        parseUsers(TEXT, ['netops'], holder)
          .filter((user) => user.isConfiguring)
          .map((user) => user.line);
      expect(configuring({ user: 'unknown', tty: '3', doing: '' })).toEqual(['vty 1']);
      expect(configuring({ user: 'anna', tty: null, doing: '' })).toEqual(['vty 1']);
    });
  });

  describe('the last change', () => {
    it('is told with its user and, where the log tells, its origin', () => {
      const log = [
        '*Mar  3 08:00:00.000: %SYS-5-CONFIG_I: Configured from console by console',
        '*Mar  3 09:14:22.123: %SYS-5-CONFIG_I: Configured from console by anna on vty0 (10.99.1.4)',
      ].join('\n');
      const at = '09:14:22 UTC Tue Mar 3 2026';
      expect(parseLastChange(CHANGED, log)).toEqual({ at, by: 'anna', from: '10.99.1.4' });
      expect(parseLastChange(CHANGED, '')).toEqual({ at, by: 'anna', from: null });
    });

    it('has no origin when the log’s last word is of somebody else', () => {
      const log = '%SYS-5-CONFIG_I: Configured from console by bert on vty1 (10.99.1.5)';
      expect(parseLastChange(CHANGED, log)?.from).toBeNull();
    });

    it('is unknown after a boot without one', () => {
      expect(parseLastChange('!\nversion 17.9\n', '')).toBeNull();
    });

    it.each([
      ['saved later', CHANGED + savedAt('09:15:01'), false],
      ['saved in the same second', CHANGED + savedAt('09:14:22'), false],
      ['changed later', CHANGED + savedAt('09:14:21'), true],
      ['never saved', CHANGED, true],
      ['never changed', '!\n', false],
      ['saved before the clocks were moved', CHANGED + savedAt('08:14:00', 'CET'), null],
      ['a time nobody can read', '! Last configuration change at noon by anna\n' + savedAt('09:15:01'), null],
    ])('is unsaved or not: %s', (_what, header, expected) => {
      expect(parseIsUnsaved(header)).toBe(expected);
    });
  });
});
