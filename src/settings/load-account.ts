import type { AccountFile } from './credentials-file.ts';

/** One login. A password, a private key or an agent is there; `enableSecret` is asked for by some platforms only. */
export interface Account {
  readonly username: string;
  readonly password?: string;
  readonly privateKey?: string;
  readonly passphrase?: string;
  readonly agent?: { readonly socket: string; readonly publicKey: string };
  readonly enableSecret?: string;
}

/** How files and variables are read and problems told while an account is loaded. */
export interface Loader {
  readonly read: (file: string) => string | null;
  readonly variable: (name: string) => string | null;
  readonly report: (text: string) => void;
}

type Secret = 'password' | 'privateKey' | 'passphrase' | 'enableSecret';

/** The account with what its files and variables hold; problems are reported, and the account is then not to be used. */
export function loadAccount(account: AccountFile, loader: Loader): Account {
  const password = secretOf(account, 'password', loader);
  const privateKey = secretOf(account, 'privateKey', loader);
  const passphrase = secretOf(account, 'passphrase', loader);
  const enableSecret = secretOf(account, 'enableSecret', loader);
  const agent = agentOf(account, loader);
  if (!hasLogin(account))
    loader.report('expected a password, a private key or an SSH agent, found none of them.');
  return {
    username: account.username,
    ...(password === undefined ? {} : { password: password.replace(/\r?\n$/, '') }),
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(passphrase === undefined ? {} : { passphrase: passphrase.replace(/\r?\n$/, '') }),
    ...(agent === undefined ? {} : { agent }),
    ...(enableSecret === undefined ? {} : { enableSecret: enableSecret.replace(/\r?\n$/, '') }),
  };
}

function hasLogin(account: AccountFile): boolean {
  const { password, passwordFile, passwordEnv, privateKeyFile, privateKeyEnv, agentSocket } = account;
  return [password, passwordFile, passwordEnv, privateKeyFile, privateKeyEnv, agentSocket].some(
    (given) => given !== undefined,
  );
}

/** A secret from the one place that is given: the file of credentials itself, a file, or a variable. */
function secretOf(account: AccountFile, name: Secret, loader: Loader): string | undefined {
  const value = name === 'privateKey' ? undefined : account[name];
  const file = account[`${name}File`];
  const variable = account[`${name}Env`];
  const given = Object.entries({ [name]: value, [`${name}File`]: file, [`${name}Env`]: variable })
    .filter(([, found]) => found !== undefined)
    .map(([key]) => key);
  if (given.length > 1) loader.report(`${given.join(' and ')} are given together. Keep one.`);
  if (value !== undefined) return value;
  return file === undefined
    ? contentOf(`${name}Env`, variable, { ...loader, read: loader.variable })
    : contentOf(`${name}File`, file, loader);
}

function agentOf(account: AccountFile, loader: Loader): Account['agent'] {
  const { agentSocket, publicKeyFile } = account;
  if (agentSocket === undefined && publicKeyFile === undefined) return undefined;
  const publicKey = contentOf('publicKeyFile', publicKeyFile, loader);
  if (agentSocket === undefined || publicKeyFile === undefined)
    loader.report('agentSocket and publicKeyFile belong together: give both.');
  return agentSocket === undefined || publicKey === undefined
    ? undefined
    : { socket: agentSocket, publicKey: publicKey.trim() };
}

function contentOf(
  key: string,
  source: string | undefined,
  { read, report }: Pick<Loader, 'read' | 'report'>,
): string | undefined {
  if (source === undefined) return undefined;
  const content = read(source);
  if (content !== null && content.trim() !== '') return content;
  const what = key.endsWith('Env') ? 'variable' : 'file';
  report(`${key}: the ${what} ${source} ${what === 'file' ? 'cannot be read or is empty' : 'is not set'}.`);
  return undefined;
}
