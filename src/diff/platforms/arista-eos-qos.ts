import { attribute, member, section, toggle } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

const MATCHES: readonly LineRule[] = [
  attribute('match ip access-group [@acl:word]', { negation: 'line' }),
  attribute('match ipv6 access-group [@acl6:word]', { negation: 'line' }),
  attribute('match mac access-group [@mac-acl:word]', { negation: 'line' }),
  attribute('match (cos|vlan) ...', { negation: 'line' }),
  attribute('match dscp ...', { negation: 'line' }),
];

const ACTIONS: readonly LineRule[] = [
  attribute('set (cos|dscp|traffic-class|drop-precedence) [word]'),
  attribute('set nexthop ...'),
  attribute('set nexthop-group [word]'),
  attribute('police ...'),
  attribute('shape ...'),
  attribute('bandwidth ...'),
];

/** Classes are tried in the order they were written. */
const QOS_POLICY: SectionRule = section('policy-map type quality-of-service <#policy-qos:word>', [], {
  sections: [section('class <@class-qos:word>', ACTIONS)],
  ordered: true,
});

/** Here each class has a number, so the order of the text says nothing. */
const PBR_POLICY: SectionRule = section('policy-map type pbr <#policy-pbr:word>', [], {
  sections: [section('<number> class <@class-pbr:word>', ACTIONS)],
});

export const EOS_QOS_SECTIONS: readonly SectionRule[] = [
  section('class-map type qos match-any <#class-qos:word>', MATCHES),
  section('class-map type pbr match-any <#class-pbr:word>', [
    attribute('<number> match ip access-group [@acl:word]', { negation: 'line', change: 'remove first' }),
    attribute('<number> match ipv6 access-group [@acl6:word]', { negation: 'line', change: 'remove first' }),
    attribute('match ip access-group [@acl:word]', { negation: 'line' }),
    attribute('match ipv6 access-group [@acl6:word]', { negation: 'line' }),
  ]),
  QOS_POLICY,
  PBR_POLICY,
];

export const EOS_QOS_LINES: readonly LineRule[] = [
  member('qos map (cos|dscp|traffic-class|exp) <...>'),
  toggle('qos rewrite dscp', 'off'),
];
