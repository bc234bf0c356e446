import { z } from 'zod';
import { isPrefix } from './value-schemas.ts';

const line = z
  .string('expected text; put it in quotes')
  .min(1, 'expected text, found an empty one')
  .max(500, 'expected at most 500 characters')
  .regex(/^\P{Cc}*$/u, 'expected one line');

/** Variables of our own prefix are settings; a misspelt one must stay an error. */
const variable = z
  .string('expected the name of an environment variable')
  .regex(
    /^(?!PLUMBLINE_)[A-Z_][A-Z0-9_]{0,100}$/,
    'expected the name of an environment variable that does not begin with PLUMBLINE_',
  );

/** Keys of an account, as docs/configuration.md describes them. */
export const AccountFile = z.strictObject({
  username: line.describe('User name on the device.'),
  password: line.optional().describe('Its password.'),
  passwordFile: line.optional().describe('File with its password, instead of `password`.'),
  passwordEnv: variable.optional().describe('Environment variable with its password, instead of `password`.'),
  privateKeyFile: line.optional().describe('File with its private key, in the form of OpenSSH or PEM.'),
  privateKeyEnv: variable
    .optional()
    .describe('Environment variable with its private key, instead of `privateKeyFile`.'),
  passphrase: line.optional().describe('Passphrase of the private key.'),
  passphraseFile: line.optional().describe('File with it, instead of `passphrase`.'),
  passphraseEnv: variable.optional().describe('Environment variable with it, instead of `passphrase`.'),
  agentSocket: line
    .optional()
    .describe('Socket of an SSH agent that holds the private key. Needs `publicKeyFile`.'),
  publicKeyFile: line
    .optional()
    .describe(
      'File with the public key of `agentSocket`. No other key of the agent is offered, because each one a device refuses counts towards locking the account.',
    ),
  enableSecret: line.optional().describe('What the device asks for after `enable`.'),
  enableSecretFile: line.optional().describe('File with it, instead of `enableSecret`.'),
  enableSecretEnv: variable.optional().describe('Environment variable with it, instead of `enableSecret`.'),
});
export type AccountFile = z.infer<typeof AccountFile>;

/** Keys of a profile, as docs/configuration.md describes them. */
export const ProfileFile = z.strictObject({
  prefixes: z
    .array(z.string().refine(isPrefix, 'expected an IP prefix'), 'expected a list of IP prefixes')
    .min(1, 'expected at least one IP prefix')
    .describe('Management addresses this profile may be used towards. Nothing is sent to others.'),
  port: z
    .int('expected a port number')
    .min(1, 'expected a port number')
    .max(65_535, 'expected a port number')
    .default(22)
    .describe('TCP port of SSH; 22 when left out.'),
  sshProfile: z
    .enum(['modern', 'legacy-14sha1', 'legacy-1'], 'expected modern, legacy-14sha1 or legacy-1')
    .default('modern')
    .describe(
      'How old the SSH of these devices is: `modern` when left out; `legacy-14sha1` also allows SHA-1 and CBC (IOS 15), `legacy-1` group1, 3DES and MD5 only (IOS 12). Old algorithms can be broken by whoever stands in between; the log warns.',
    ),
  read: AccountFile.describe('Account for reading; all that is used while a device is only looked at.'),
  write: AccountFile.optional().describe(
    'Account for writing. Left out: devices of this profile are never written.',
  ),
});
export type ProfileFile = z.infer<typeof ProfileFile>;

/** The whole file. */
export const CredentialsFile = z.strictObject(
  {
    profiles: z.record(
      z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'expected a name of a-z, 0-9, - and _'),
      ProfileFile,
      'expected profiles by their names',
    ),
  },
  'expected the key `profiles`',
);
