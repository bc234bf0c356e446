import { createCiscoIos } from './cisco-ios.ts';
import type { IosDevice } from './device.ts';
import type { IosSession } from './session.ts';
import { freeVty } from './show-users.ts';
import type { House } from '../door-keeper.ts';

/** An IOS router as its SSH server sees it: a second channel ends the connection, and there are no exec channels. */
export function createIosHouse(device: IosDevice): House {
  const { box, log, sessions, faults } = device;
  return {
    ident: 'Cisco-1.25',
    channels: 'one',
    accounts: box.users,
    log,
    faults,
    isBooting: () => device.isBooting(),
    begin({ id, user, from, rows, level }) {
      const session: IosSession = {
        id,
        user,
        from,
        vty: freeVty(device),
        lastTyped: Date.now(),
        level,
        place: null,
        pageLength: rows,
      };
      sessions.set(id, session);
      return { cli: createCiscoIos(device, session), ended: () => void sessions.delete(id) };
    },
  };
}
