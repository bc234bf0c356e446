import { Fault } from '../domain/fault.ts';
import type { DrivenPlatform } from '../domain/platform.ts';
import type { Unit } from '../domain/unit.ts';
import { openAristaEos } from './arista-eos/arista-eos.ts';
import { openCiscoIos } from './cisco-ios/cisco-ios.ts';
import type { Credential } from './credential.ts';
import { isUsableTowards, secretsOf } from './credential.ts';
import type { DeviceOptions } from './device-options.ts';
import { openFrr } from './frr/frr.ts';
import { openJuniperJunos } from './juniper-junos/juniper-junos.ts';
import type { OpenPlatformSession, PlatformSession } from './platform-session.ts';
import { openSshConnection } from './ssh-connection.ts';
import type { SshConnection } from './ssh-connection.ts';
import { withoutSecrets } from './without-secrets.ts';

const DRIVERS: Readonly<Record<DrivenPlatform, OpenPlatformSession>> = {
  frr: openFrr,
  cisco_ios: openCiscoIos,
  arista_eos: openAristaEos,
  juniper_junos: openJuniperJunos,
};

/** A connection that is logged in and speaks the command line of its platform. */
export interface LoggedIn {
  readonly connection: SshConnection;
  readonly platform: PlatformSession;
}

/** The credential for this access to this unit. Throws `device.no-credentials` when there is none, or it may not be sent there. */
export function findCredential(options: DeviceOptions, unit: Unit, access: 'read' | 'write'): Credential {
  const credential = options.credentials.find(unit.credentialProfile, access);
  if (credential === null)
    throw new Fault(
      'device.no-credentials',
      `the profile "${unit.credentialProfile}" of ${unit.name} has no credential to ${access}: add it to the credentials file`,
    );
  if (!isUsableTowards(credential, unit.address))
    throw new Fault(
      'device.no-credentials',
      `the credential to ${access} of profile "${unit.credentialProfile}" may not be used towards ${unit.address} (${unit.name}): its prefixes do not hold that address`,
    );
  return credential;
}

/** Connects and logs in; nothing it throws or answers holds a secret of the credential. Throws `device.*`. */
export async function openSession(
  options: DeviceOptions,
  {
    unit,
    credential,
    signal,
  }: { readonly unit: Unit; readonly credential: Credential; readonly signal: AbortSignal },
): Promise<LoggedIn> {
  const { knownHostsPath, timeouts } = options;
  const { name, address } = unit;
  const secrets = secretsOf(credential);
  const connection = await withoutSecrets.call(secrets, () =>
    openSshConnection({ name, address, credential, knownHostsPath, timeouts }, signal),
  );
  try {
    const platform = await withoutSecrets.call(secrets, () =>
      speak(options, unit, { connection, credential }),
    );
    return { connection, platform: withoutSecrets.session(secrets, platform) };
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }
}

function speak(
  options: DeviceOptions,
  unit: Unit,
  { connection, credential }: { readonly connection: SshConnection; readonly credential: Credential },
): Promise<PlatformSession> {
  const { limits, timeouts, log } = options;
  const enableSecret = credential.enableSecret ?? null;
  const accounts = accountsOf(options, unit);
  return DRIVERS[unit.platform]({ connection, limits, timeouts, enableSecret, accounts, log });
}

function accountsOf({ credentials }: DeviceOptions, unit: Unit): readonly string[] {
  const both = (['read', 'write'] as const).map((access) => credentials.find(unit.credentialProfile, access));
  return [...new Set(both.flatMap((credential) => (credential === null ? [] : [credential.username])))];
}
