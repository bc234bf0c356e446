import type { DeviceLog, SessionEvent } from './device-log.ts';
import type { FaultSwitch } from './fault-switch.ts';
import { createHostKey, hostKeyOf } from './host-key.ts';
import type { DoorKeeper, ExecReply, Login } from './ssh-door.ts';

/** Somebody with an account on a simulated device. */
export interface DeviceAccount {
  readonly username: string;
  readonly password: string;
  /** Privilege level after login; 15 needs no `enable`. */
  readonly level: number;
}

/** A login that was let in, numbered from 1. */
export interface Entrance extends Login {
  readonly id: number;
  readonly level: number;
}

/** A device as its door sees it. */
export interface House {
  readonly ident: string;
  readonly channels: DoorKeeper['channels'];
  readonly accounts: readonly DeviceAccount[];
  readonly log: DeviceLog;
  readonly faults: FaultSwitch;
  isBooting(): boolean;
  begin(entrance: Entrance): ReturnType<DoorKeeper['begin']>;
  /** Absent where it takes no exec channels. */
  readonly exec?: (entrance: Entrance, command: string, answer: (reply: ExecReply) => void) => void;
}

/** Lets people in to a device, and notes who came, went, or was refused. `ownKey` is its host key, by default a new one. */
export function createDoorKeeper(
  house: House,
  ownKey: string | undefined,
): DoorKeeper & { readonly publicKey: string } {
  const { accounts, log, faults } = house;
  const key = ownKey === undefined ? createHostKey() : hostKeyOf(ownKey);
  const otherKey = createHostKey();
  let last = 0;
  const event = (session: number, user: string, kind: SessionEvent['kind']) =>
    log.event({ time: new Date().toISOString(), session, user, kind });
  const enter = (login: Login): Entrance => {
    const id = (last += 1);
    event(id, login.user, 'login');
    return { ...login, id, level: accounts.find((other) => other.username === login.user)?.level ?? 1 };
  };
  const { exec } = house;
  return {
    ident: house.ident,
    channels: house.channels,
    publicKey: key.publicLine,
    // A device that boots ends connections as quickly as one whose lines are all taken (facts/devices.md 2.3, VTY exhaustion).
    hasLines: () => !house.isBooting() && faults.current()?.kind !== 'no-lines',
    speaks: () => faults.current()?.kind !== 'silent',
    hostKey: () => (faults.current()?.kind === 'other-host-key' ? otherKey : key),
    admits(username, password) {
      const isRight = accounts.some((user) => user.username === username && user.password === password);
      const admitted = isRight && faults.current()?.kind !== 'wrong-password';
      if (!admitted) event(0, username, 'login-refused');
      return admitted;
    },
    msPerByte: () => {
      const fault = faults.current();
      return fault?.kind === 'slow' ? fault.msPerByte : null;
    },
    begin(login) {
      const entrance = enter(login);
      const begun = house.begin(entrance);
      let isOver = false;
      return {
        cli: begun.cli,
        ended() {
          if (isOver) return;
          isOver = true;
          begun.ended();
          event(entrance.id, login.user, 'logout');
        },
      };
    },
    ...(exec === undefined
      ? {}
      : {
          exec(login, command, answer) {
            const entrance = enter(login);
            exec(entrance, command, (reply) => {
              answer(reply);
              event(entrance.id, login.user, 'logout');
            });
          },
        }),
  };
}
