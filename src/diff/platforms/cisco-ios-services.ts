import { attribute, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

const POOL_CLASS: SectionRule = section('class <@dhcp-class>', [member('address range <ip> <ip>')]);

const DHCP: readonly SectionRule[] = [
  section('ip dhcp class <#dhcp-class>', [], {
    sections: [
      section(
        'relay agent information',
        [member('relay-information hex <word>'), member('relay-information hex <word> bitmask <word>')],
        { presence: 'implied' },
      ),
    ],
  }),
  section(
    'ip dhcp pool <word>',
    [
      attribute('vrf [@vrf]'),
      attribute('network [ip] [ip]', { negation: 'key' }),
      attribute('host [ip] [ip]'),
      attribute('client-identifier [word]'),
      attribute('hardware-address ...'),
      attribute('client-name [word]'),
      attribute('default-router ...'),
      attribute('dns-server ...'),
      attribute('netbios-name-server ...'),
      attribute('netbios-node-type [word]'),
      attribute('domain-name [word]'),
      attribute('bootfile [word]'),
      attribute('next-server ...'),
      attribute('option <number> ...'),
      attribute('lease ...'),
      toggle('update arp', 'off'),
      attribute('utilization mark <word> [number]'),
    ],
    { sections: [POOL_CLASS] },
  ),
];

/** What is watched stands in the header behind the number. */
const TRACK_LINES: readonly LineRule[] = [
  attribute('delay ...'),
  attribute('threshold ...', { negation: 'line' }),
  attribute('ip vrf [@vrf]'),
  attribute('default-state [word]'),
  member('object <@track:number>'),
  attribute('object <@track:number> ...'),
];

const TRACKS: readonly SectionRule[] = [
  'track <#track:number> [the-interface] [@interface:if] ...',
  'track <#track:number> [the-ip] [@sla-schedule:the-sla] [@sla:number] ...',
  'track <#track:number> [the-ip] [@sla-schedule:the-sla] [@sla:number]',
  'track <#track:number> {words}',
].map((opener) => section(opener, TRACK_LINES));

const PROBE: readonly LineRule[] = [
  attribute('vrf [@vrf]'),
  attribute('tag {text}'),
  attribute('owner {text}'),
  attribute('tos [number]'),
  attribute('(frequency|timeout|threshold|request-data-size|history|paths-of-statistics-kept) ...'),
];

const SLA: SectionRule = section('ip sla <#sla:number>', PROBE, {
  sections: [
    section('(icmp-echo|icmp-jitter|udp-jitter|udp-echo|tcp-connect|path-echo|dns|http) {words}', PROBE),
  ],
});

const KEY_CHAIN: SectionRule = section('key chain <#key-chain>', [], {
  sections: [
    section('key <number>', [
      attribute('key-string {secret}'),
      attribute('cryptographic-algorithm [word]'),
      attribute('accept-lifetime ...'),
      attribute('send-lifetime ...'),
    ]),
  ],
});

const CRYPTO: readonly SectionRule[] = [
  section('crypto pki trustpoint <#trustpoint>', [
    attribute('enrollment (url|mode|retry) ...'),
    attribute('enrollment [selfsigned|terminal|pkcs12]'),
    attribute('enrollment [the-terminal] pem', { negation: 'line' }),
    attribute('subject-name {text}'),
    attribute('subject-alt-name {text}'),
    attribute('revocation-check ...'),
    attribute('rsakeypair ...'),
    attribute('vrf [@vrf]'),
    attribute('source interface [@interface:if]'),
    attribute('fingerprint [word]'),
    attribute('hash [word]'),
    attribute('serial-number [the-none]', { negation: 'line' }),
    attribute('ip-address [the-none]', { negation: 'line' }),
    attribute('password {secret}'),
  ]),
  section('crypto pki certificate chain <@trustpoint>', [], { presence: 'implied' }),
  section('crypto isakmp policy <number>', [
    attribute('(encr|encryption) ...'),
    attribute('hash [word]'),
    attribute('authentication [word]'),
    attribute('group [number]'),
    attribute('lifetime [number]'),
  ]),
  section('crypto keyring <#keyring>', [member('pre-shared-key address <ip> key <{secret}>')]),
  section('crypto isakmp profile <#isakmp-profile>', [
    attribute('description {text}'),
    attribute('vrf [@vrf]'),
    attribute('keyring [@keyring]'),
    member('match identity address <...>'),
    attribute('local-address [@interface:hop]'),
  ]),
  section('crypto ikev2 proposal <#ikev2-proposal>', [attribute('(encryption|integrity|prf|group) ...')]),
  section('crypto ikev2 policy <#ikev2-policy>', [
    member('proposal <@ikev2-proposal>'),
    member('match <...>'),
  ]),
  section('crypto ikev2 keyring <#ikev2-keyring>', [], {
    sections: [
      section('peer <word>', [
        attribute('description {text}'),
        attribute('address ...'),
        attribute('identity ...'),
        attribute('pre-shared-key (local|remote) {secret}'),
        attribute('pre-shared-key {secret}'),
      ]),
    ],
  }),
  section('crypto ikev2 profile <#ikev2-profile>', [
    attribute('description {text}'),
    member('match identity remote <...>'),
    attribute('match fvrf [@vrf]', { negation: 'line' }),
    attribute('identity local ...'),
    attribute('authentication (local|remote) [word]', { negation: 'line' }),
    attribute('keyring local [@ikev2-keyring]', { negation: 'line' }),
    attribute('lifetime [number]'),
    attribute('dpd ...'),
    attribute('ivrf [@vrf]'),
  ]),
  section('crypto ipsec transform-set <#transform-set> ...', [attribute('mode ...')], {
    headerChange: 'replace',
  }),
  section('crypto ipsec profile <#ipsec-profile>', [
    attribute('description {text}'),
    attribute('set transform-set [@transform-set+]'),
    attribute('set ikev2-profile [@ikev2-profile]'),
    attribute('set isakmp-profile [@isakmp-profile]'),
    attribute('set pfs [word]'),
    attribute('set security-association lifetime (seconds|kilobytes) [word]'),
  ]),
  section('crypto map <#crypto-map> <number> ipsec-isakmp', [
    attribute('description {text}'),
    member('set peer <word>'),
    attribute('set transform-set [@transform-set+]'),
    attribute('set pfs [word]'),
    attribute('set isakmp-profile [@isakmp-profile]'),
    attribute('set security-association lifetime (seconds|kilobytes) [word]'),
    attribute('match address [@acl]'),
  ]),
];

const OTHERS: readonly SectionRule[] = [
  section(
    'archive',
    [
      attribute('path ...'),
      attribute('maximum [number]'),
      attribute('time-period [number]'),
      member('write-memory'),
    ],
    {
      presence: 'implied',
      sections: [
        section(
          'log config',
          [
            toggle('logging enable', 'off'),
            attribute('logging size [number]'),
            toggle('hidekeys', 'off'),
            attribute('notify syslog ...'),
            member('notify syslog'),
            toggle('record rc', 'off'),
          ],
          { presence: 'implied' },
        ),
      ],
    },
  ),
  // Every device has one control plane.
  section(
    'control-plane',
    [attribute('service-policy (input|output) [@policy-map]', { negation: 'line', change: 'remove first' })],
    { presence: 'implied' },
  ),
  section('event manager applet <word>', [
    attribute('description {text}'),
    attribute('event {text}', { negation: 'line' }),
    attribute('trigger {text}', { negation: 'line' }),
    attribute('action <word> {text}'),
  ]),
  section('redundancy', [attribute('mode [word]')], { presence: 'implied' }),
  section('time-range <#time-range>', [member('periodic <...>'), attribute('absolute ...')]),
];

export const IOS_SERVICES: readonly SectionRule[] = [
  ...DHCP,
  SLA,
  ...TRACKS,
  KEY_CHAIN,
  ...CRYPTO,
  ...OTHERS,
];

export const IOS_SERVICE_LINES: readonly LineRule[] = [
  member('ip dhcp excluded-address <ip> <ip>'),
  member('ip dhcp excluded-address <ip>'),
  member('ip dhcp excluded-address vrf <@vrf> <...>'),
  // Before anything watches a probe: one that does not run yet looks like one that fails.
  attribute('ip <#sla-schedule:the-sla> schedule <@sla:number> ...'),
  member('ip sla responder'),
  member('crypto isakmp key <{secret}>'),
  attribute('crypto map <@crypto-map> local-address [@interface:if]'),
];
