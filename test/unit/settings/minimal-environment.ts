import type { Environment, ReadFile } from '../../../src/settings/read-values.ts';

export const CREDENTIALS_PATH = '/etc/plumbline/credentials.yaml';

export const CREDENTIALS = `
profiles:
  default:
    prefixes: [192.0.2.0/24, "2001:db8::/32"]
    read:
      username: reader
      passwordFile: reader-password
    write:
      username: writer
      privateKeyFile: /keys/writer
      passphrase: the passphrase of the key
      enableSecret: the enable secret
  labs:
    prefixes: [198.51.100.0/24]
    port: 2222
    read: { username: lab, password: lab-pass }
`;

/** The least that `serve` starts with. */
export const MINIMAL: Environment = {
  NETBOX_URL: 'https://netbox.example.org/base/',
  NETBOX_TOKEN: 'nbt_0123456789ab.0123456789abcdefghij0123456789abcdefghij',
  PLUMBLINE_WEBHOOK_SECRET: 'a secret of sixteen characters',
  PLUMBLINE_CREDENTIALS: CREDENTIALS_PATH,
  HOME: '/home/operator',
};

/** Reads from a record; anything else is not there. */
export function filesOf(files: Readonly<Record<string, string>>): ReadFile {
  return (path) => {
    const content = files[path];
    if (content === undefined) throw new Error('ENOENT');
    return content;
  };
}

export const FILES: Readonly<Record<string, string>> = {
  [CREDENTIALS_PATH]: CREDENTIALS,
  '/etc/plumbline/reader-password': 'pass word of the reader\n',
  '/keys/writer': '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n',
};
