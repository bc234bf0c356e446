import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REDACTED } from '../../../src/domain/redacted.ts';
import { redactDeep, redactSecrets } from '../../../src/domain/redaction.ts';

const CANARY = 'Zx9canaryQ';

const SECRET_LINES: Readonly<Record<string, readonly string[]>> = {
  'Cisco IOS': [
    `enable secret 5 $1$abc$${CANARY}`,
    `enable password level 5 ${CANARY}`,
    `enable algorithm-type scrypt secret ${CANARY}`,
    `username bob privilege 15 secret 9 $9$${CANARY}`,
    `username bob password 0 ${CANARY} and ${CANARY}`,
    ` password 7 ${CANARY}`,
    ` password ${CANARY}`,
    `snmp-server community ${CANARY} RO 10`,
    `snmp-server host 192.0.2.1 version 2c ${CANARY}`,
    `snmp-server user u g v3 auth sha ${CANARY} priv aes 128 ${CANARY}`,
    `tacacs-server key 7 ${CANARY}`,
    `tacacs-server host 192.0.2.1 key ${CANARY}`,
    `radius-server host 192.0.2.1 auth-port 1645 acct-port 1646 key ${CANARY}`,
    ` key 7 ${CANARY}`,
    ` key ${CANARY}`,
    ` server-private 192.0.2.1 timeout 5 key 7 ${CANARY}`,
    `ntp authentication-key 1 md5 ${CANARY} 7`,
    `  key-string ${CANARY} with ${CANARY}`,
    ` neighbor 192.0.2.1 password ${CANARY}`,
    ` ip ospf message-digest-key 1 md5 7 ${CANARY}`,
    ` ip ospf authentication-key ${CANARY}`,
    ` isis password ${CANARY} level-2`,
    ` standby 1 authentication md5 key-string ${CANARY}`,
    ` standby 1 authentication ${CANARY}`,
    ` vrrp 1 authentication text ${CANARY}`,
    `crypto isakmp key 6 ${CANARY} address 192.0.2.1`,
    ` pre-shared-key address 0.0.0.0 0.0.0.0 key ${CANARY}`,
    ` ppp chap password 7 ${CANARY}`,
    ` ppp pap sent-username x password 0 ${CANARY}`,
    `vtp password ${CANARY}`,
    ` ip nhrp authentication ${CANARY}`,
    `mpls ldp neighbor 192.0.2.1 password ${CANARY}`,
    `key config-key password-encrypt ${CANARY}`,
  ],
  FRR: [
    `password ${CANARY}`,
    `enable password ${CANARY}`,
    ` neighbor 192.0.2.1 password ${CANARY}`,
    ` ip ospf message-digest-key 1 md5 ${CANARY}`,
    ` isis password clear ${CANARY}`,
    ` area-password md5 ${CANARY}`,
    ` domain-password clear ${CANARY}`,
    ` ip rip authentication string ${CANARY}`,
    ` key-string ${CANARY}`,
  ],
  'Arista EOS': [
    `username admin secret sha512 ${CANARY}`,
    `enable password sha512 ${CANARY}`,
    `snmp-server community ${CANARY} ro`,
    `ntp authentication-key 1 sha1 7 ${CANARY}`,
    ` key 0abc12 7 ${CANARY}`,
    ` secret 1 7 ${CANARY} receive-lifetime infinite`,
    ` exec /usr/bin/TerminAttr -cvauth=token,${CANARY} -smashexcludes=x`,
    ` vrrp 1 peer authentication text ${CANARY}`,
  ],
  Junos: [
    `set system root-authentication encrypted-password "${CANARY}"`,
    `        encrypted-password "${CANARY}"; ## SECRET-DATA`,
    `        anything "${CANARY} ${CANARY}"; ## SECRET-DATA`,
    `set system tacplus-server 192.0.2.1 secret "${CANARY}"`,
    `set snmp community ${CANARY} authorization read-only`,
    `    community ${CANARY} {`,
    `set protocols bgp group x authentication-key "${CANARY}"`,
    `pre-shared-key ascii-text "${CANARY}";`,
    `set snmp v3 usm local-engine user u authentication-sha authentication-password ${CANARY}`,
    `set security authentication-key-chains key-chain x key 1 secret "${CANARY} ${CANARY}"`,
    `md5 1 key "${CANARY}";`,
  ],
  'everything else': [
    `device refused "neighbor 192.0.2.1 password ${CANARY}" on line 3`,
    `+ enable secret ${CANARY}`,
    `the password ${CANARY} was refused`,
    `{"password":"${CANARY}","a":1}`,
    String.raw`{"api_key": "${CANARY} \" ${CANARY}"}`,
    `password=${CANARY}&x=1`,
    `token: ${CANARY}`,
    `NETBOX_TOKEN=${CANARY}`,
    `PLUMBLINE_WEBHOOK_SECRET_PREVIOUS=${CANARY}`,
    `postgresql://user:${CANARY}@host/db`,
    `https://user:${CANARY}@${CANARY}@host/path`,
    `Authorization: Bearer nbt_abcdefghijkl.${CANARY}`,
    `authorization: basic ${CANARY}=`,
    `-----BEGIN OPENSSH PRIVATE KEY-----\n${CANARY}\n${CANARY}`,
    `$6$salt$${CANARY}`,
  ],
};

const PROSE = [
  'the key is missing',
  'key chain CORE',
  ' key 1',
  'primary key of the table',
  'the key 7 of the list',
  'unknown key "foo"',
  'The password is wrong for this device',
  'password is wrong',
  'Password file cannot be read',
  'PLUMBLINE_WEBHOOK_SECRET: missing',
  'PLUMBLINE_WEBHOOK_SECRET: expected at least 16 characters, found 3',
  'the webhook secret must be set',
  'no secret leaves the process',
  'service password-encryption',
  'basic authentication failed',
  'bearer tokens are needed',
  'NetBox token: refused',
  'the host key changed',
  'http://127.0.0.1:8000/path',
  ' ip rip authentication key-chain X',
  ' standby 1 authentication md5 key-chain X',
  ' area 0 authentication message-digest',
  'set policy-options community X members 65000:1',
  ' neighbor 192.0.2.1 send-community both',
  'crypto key generate rsa',
];

describe('redaction', () => {
  for (const [platform, lines] of Object.entries(SECRET_LINES)) {
    it.each(lines)(`hides the secret of ${platform}: %s`, (line) => {
      const redacted = redactSecrets(line);
      expect(redacted).not.toContain(CANARY);
      expect(redacted).toContain(REDACTED);
    });
  }

  it('hides every secret when all lines stand in one text', () => {
    expect(redactSecrets(Object.values(SECRET_LINES).flat().join('\n'))).not.toContain(CANARY);
  });

  it.each([
    'enable secret (type 9, sha256 0123456789abcdef)',
    'key 7 (secret, sha256 0123456789ab)',
    'username bob secret sha512 (secret 0123456789abcdef)',
    'authentication-key <secret:0123456789abcdef>',
  ])('hides the digest that stands for a secret: %s', (line) => {
    expect(redactSecrets(line)).not.toMatch(/[0-9a-f]{8}/);
  });

  it.each(PROSE)('leaves prose and harmless lines alone: %s', (line) => {
    expect(redactSecrets(line)).toBe(line);
  });

  it('keeps what an engineer needs to find the line again', () => {
    expect(redactSecrets(` neighbor 192.0.2.1 password 7 ${CANARY}`)).toBe(
      ` neighbor 192.0.2.1 password 7 ${REDACTED}`,
    );
    expect(redactSecrets(`username bob privilege 15 secret 9 $9$${CANARY}`)).toBe(
      `username bob privilege 15 secret 9 ${REDACTED}`,
    );
    expect(redactSecrets(`snmp-server host 192.0.2.1 ${CANARY}`)).toBe(
      `snmp-server host 192.0.2.1 ${REDACTED}`,
    );
  });

  it('leaves neighboring lines of a configuration alone', () => {
    const text = `interface eth0\n description to core\nline vty\n password ${CANARY}\n!\nrouter bgp 65001`;
    expect(redactSecrets(text)).toBe(
      `interface eth0\n description to core\nline vty\n password ${REDACTED}\n!\nrouter bgp 65001`,
    );
  });

  it('changes nothing when applied to its own result', () => {
    const words = [
      ...Object.values(SECRET_LINES)
        .flat()
        .flatMap((line) => line.split(/(?<= )/)),
      ...PROSE.flatMap((line) => line.split(/(?<= )/)),
      '\n',
      '"',
      REDACTED,
      '; ## SECRET-DATA',
      '-----BEGIN X-----',
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(text, (parts) => {
        const once = redactSecrets(parts.join(''));
        expect(redactSecrets(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('stays fast on hostile text', () => {
    const hostile = ['x-', 'tacacs ', 'standby ', '//a:', 'A', '"', 'password ', 'key 7 ', 'username a '];
    for (const piece of hostile) {
      const started = performance.now();
      redactSecrets(piece.repeat(Math.ceil(100_000 / piece.length)));
      expect(performance.now() - started, piece).toBeLessThan(5_000);
    }
  });

  it('redacts data at any depth, by field name and by content', () => {
    const data = {
      apiKey: CANARY,
      token: null,
      nested: [{ password: 12345, enableSecret: { a: CANARY } }, `password 7 ${CANARY}`],
      key: 'description',
    };
    expect(redactDeep(data)).toEqual({
      apiKey: REDACTED,
      token: null,
      nested: [{ password: REDACTED, enableSecret: REDACTED }, `password 7 ${REDACTED}`],
      key: 'description',
    });
  });
});
