import type { LoginName, RefusedLogin, RefusedLogins } from '../../src/ports/refused-logins.ts';

/** Refused logins in memory: the contract of the port without its durability. */
export function createMemoryRefusedLogins(): RefusedLogins {
  const rows = new Map<string, RefusedLogin & LoginName>();
  const keyOf = ({ unitId, access }: Pick<LoginName, 'unitId' | 'access'>) => `${unitId} ${access}`;
  return {
    find: (login) => {
      const row = rows.get(keyOf(login));
      return Promise.resolve(row?.identity === login.identity ? { at: row.at, reason: row.reason } : null);
    },
    keep: (login, refusal) => {
      rows.set(keyOf(login), { ...login, ...refusal });
      return Promise.resolve();
    },
    forget: (unitId, access) => {
      const gone = (['read', 'write'] as const).filter(
        (one) => (access ?? one) === one && rows.delete(keyOf({ unitId, access: one })),
      );
      return Promise.resolve(gone.length);
    },
    count: () => Promise.resolve(rows.size),
  };
}
