import { describe, expect, it } from 'vitest';
import { createAccountSource } from '../../../src/settings/credential-source.ts';
import { readCredentials } from '../../../src/settings/credentials.ts';
import type { Environment } from '../../../src/settings/read-values.ts';
import { CREDENTIALS_PATH, FILES, filesOf } from './minimal-environment.ts';

function read(yaml: string, env: Environment = {}) {
  return readCredentials(CREDENTIALS_PATH, filesOf({ ...FILES, [CREDENTIALS_PATH]: yaml }), env);
}

const account = '{ username: a, password: b }';

describe('the credentials file', () => {
  const result = readCredentials(CREDENTIALS_PATH, filesOf(FILES));

  it('gives profiles with separate accounts for reading and writing', () => {
    expect(result).toEqual({
      ok: true,
      credentials: {
        default: {
          prefixes: ['192.0.2.0/24', '2001:db8::/32'],
          port: 22,
          sshProfile: 'modern',
          read: { username: 'reader', password: 'pass word of the reader' },
          write: {
            username: 'writer',
            privateKey: FILES['/keys/writer'],
            passphrase: 'the passphrase of the key',
            enableSecret: 'the enable secret',
          },
        },
        labs: {
          prefixes: ['198.51.100.0/24'],
          port: 2222,
          sshProfile: 'modern',
          read: { username: 'lab', password: 'lab-pass' },
          write: null,
        },
      },
    });
  });

  it('never lends the read account for writing', () => {
    if (!result.ok) throw new Error('expected credentials');
    const source = createAccountSource(result.credentials);
    expect(source.find('labs', 'write')).toBeNull();
    expect(source.find('labs', 'read')).toEqual({
      username: 'lab',
      password: 'lab-pass',
      port: 2222,
      prefixes: ['198.51.100.0/24'],
      sshProfile: 'modern',
    });
    expect(source.find('nobody', 'read')).toBeNull();
    expect(source.find('constructor', 'read')).toBeNull();
  });

  it('takes secrets from variables, an agent with its public key, and old SSH where a profile says so', () => {
    const yaml = `
profiles:
  old:
    prefixes: [10.0.0.0/8]
    sshProfile: legacy-1
    read: { username: r, passwordEnv: OLD_PASSWORD, enableSecretEnv: OLD_ENABLE }
    write: { username: w, privateKeyEnv: OLD_KEY, passphraseEnv: OLD_PHRASE }
  agent:
    prefixes: [10.0.0.0/8]
    read: { username: a, agentSocket: /run/agent.sock, publicKeyFile: agent.pub }
`;
    const env = { OLD_PASSWORD: 'p1', OLD_ENABLE: 'e1', OLD_KEY: 'key\ntext\n', OLD_PHRASE: 'f1' };
    const files = filesOf({ [CREDENTIALS_PATH]: yaml, '/etc/plumbline/agent.pub': 'ssh-ed25519 AAAA me\n' });
    expect(readCredentials(CREDENTIALS_PATH, files, env)).toMatchObject({
      ok: true,
      credentials: {
        old: {
          sshProfile: 'legacy-1',
          read: { username: 'r', password: 'p1', enableSecret: 'e1' },
          write: { username: 'w', privateKey: 'key\ntext\n', passphrase: 'f1' },
        },
        agent: { read: { agent: { socket: '/run/agent.sock', publicKey: 'ssh-ed25519 AAAA me' } } },
      },
    });
  });

  it('tells all problems at once, each with its line and profile, also those in files and variables', () => {
    const yaml = `profiles:
  one:
    prefixes: [10.0.0.1]
    read: { username: a, password: b }
  two:
    prefixes: [10.0.0.0/8]
    sshProfile: ancient
    read: { username: a, pasword: b }
  three:
    prefixes: [10.0.0.0/8]
    read: { username: a, passwordFile: gone }
    write: { username: a, passwordEnv: NOT_SET }
`;
    expect(read(yaml)).toEqual({
      ok: false,
      problems: [
        `${CREDENTIALS_PATH} line 3: profiles.one.prefixes.0: expected an IP prefix.`,
        `${CREDENTIALS_PATH} line 7: profiles.two.sshProfile: expected modern, legacy-14sha1 or legacy-1.`,
        `${CREDENTIALS_PATH} line 8: profiles.two.read: there is no key pasword.`,
        `${CREDENTIALS_PATH} line 11: profiles.three.read: passwordFile: the file gone cannot be read or is empty.`,
        `${CREDENTIALS_PATH} line 12: profiles.three.write: passwordEnv: the variable NOT_SET is not set.`,
      ],
    });
  });

  it('names the lines of what is no strict YAML, and quotes none of them', () => {
    const result = read('profiles:\n  a: !vault CanarySecret1\n  a: "CanarySecret2\n');
    expect(result).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.stringMatching(/line 2: .*TAG_RESOLVE_FAILED/)]) as unknown,
    });
    expect(JSON.stringify(result)).toMatch(/line [34]: /);
    expect(JSON.stringify(result)).not.toContain('Canary');
  });

  it.each([
    ['a secret in two places', 'password: b, passwordEnv: X', /password and passwordEnv are given together/],
    ['an agent without its public key', 'agentSocket: /a', /belong together/],
    ['a variable of our own prefix', 'passwordEnv: PLUMBLINE_X', /does not begin with PLUMBLINE_/],
  ])('refuses an account with %s', (_name, keys, problem) => {
    const result = read(`profiles: { a: { prefixes: [10.0.0.0/8], read: { username: a, ${keys} } } }`);
    expect(result).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.stringMatching(problem)]) as unknown,
    });
  });

  it.each([
    [
      'an unknown key',
      `profiles: { a: { prefixes: [10.0.0.0/8], read: ${account}, writes: ${account} } }`,
      /there is no key writes/,
    ],
    [
      'an unknown key of an account',
      `profiles: { a: { prefixes: [10.0.0.0/8], read: { username: a, pasword: b } } }`,
      /there is no key pasword/,
    ],
    ['an unknown key at the top', `profiles: {}\nprofile: {}`, /there is no key profile/],
    ['no profiles', '{}', /profiles/],
    ['no prefixes', `profiles: { a: { prefixes: [], read: ${account} } }`, /profiles\.a\.prefixes/],
    [
      'a prefix that is none',
      `profiles: { a: { prefixes: [10.0.0.1], read: ${account} } }`,
      /expected an IP prefix/,
    ],
    [
      'a port that is none',
      `profiles: { a: { prefixes: [10.0.0.0/8], port: 0, read: ${account} } }`,
      /profiles\.a\.port/,
    ],
    [
      'a profile name with blanks',
      `profiles: { "a b": { prefixes: [10.0.0.0/8], read: ${account} } }`,
      /profiles/,
    ],
    [
      'a number as password',
      'profiles: { a: { prefixes: [10.0.0.0/8], read: { username: a, password: 12345 } } }',
      /put it in quotes/,
    ],
    [
      'an account without password and key',
      'profiles: { a: { prefixes: [10.0.0.0/8], read: { username: a } } }',
      /found none of them/,
    ],
    [
      'a password given twice',
      'profiles: { a: { prefixes: [10.0.0.0/8], read: { username: a, password: b, passwordFile: reader-password } } }',
      /password and passwordFile are given together/,
    ],
    [
      'a file that is missing',
      'profiles: { a: { prefixes: [10.0.0.0/8], read: { username: a, passwordFile: none } } }',
      /the file none cannot be read/,
    ],
    [
      'a key given twice',
      `profiles: { a: { prefixes: [10.0.0.0/8], read: ${account}, read: ${account} } }`,
      /DUPLICATE_KEY/,
    ],
    ['no YAML', 'profiles: [', /not YAML/],
    ['an empty file', '', /the file/],
  ])('is refused with the place of %s', (_name, yaml, problem) => {
    expect(read(yaml)).toMatchObject({ ok: false, problems: [expect.stringMatching(problem)] });
  });

  it('is refused when aliases blow it up', () => {
    const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
    for (let level = 1; level < 12; level += 1) {
      bomb.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join()}]`,
      );
    }
    expect(read(bomb.join('\n'))).toMatchObject({ ok: false });
  });
});
