import { attribute, member, section } from './line-rules.ts';
import type { LineRule, SectionRule } from './platform-rules.ts';

const MATCHES: readonly LineRule[] = [
  attribute('description {text}'),
  member('match access-group name <@acl>'),
  member('match not access-group name <@acl>'),
  member('match access-group <@acl:number>'),
  member('match class-map <@class-map>'),
  member('match not class-map <@class-map>'),
  member('match <...>'),
];

/** Re-entering a map with the other kind of match is refused while it stands. */
const CLASS_MAPS: readonly SectionRule[] = [
  section('class-map type <word> [match-any|match-all] <#class-map>', MATCHES),
  section('class-map [match-any|match-all] <#class-map>', MATCHES),
];

const POLICER: SectionRule = section(
  'police ...',
  [attribute('conform-action ...'), attribute('exceed-action ...'), attribute('violate-action ...')],
  { headerChange: 'replace' },
);

/** IOS prints the policy of a shaped class below the shaper, although both belong to the class. */
const SHAPER: SectionRule = section(
  'shape (average|peak) ...',
  [attribute('service-policy [@policy-map]', { negation: 'line', change: 'remove first' })],
  { headerChange: 'replace' },
);

const ACTIONS: readonly LineRule[] = [
  attribute('priority ...'),
  member('priority'),
  attribute('priority level [number]'),
  attribute('bandwidth ...'),
  attribute('queue-limit ...'),
  attribute('queue-buffers ratio [number]'),
  attribute('set ip (dscp|precedence) [word]'),
  attribute('set (dscp|cos|precedence|qos-group|discard-class) ...'),
  attribute('service-policy [@policy-map]', { negation: 'line', change: 'remove first' }),
  attribute('random-detect [dscp-based|precedence-based|prec-based]', { negation: 'line' }),
  member('random-detect'),
  attribute('random-detect (dscp|precedence) <word> ...'),
  attribute('fair-queue ...'),
  member('fair-queue'),
  member('drop'),
  member('pass'),
  member('inspect'),
  attribute('trust ...'),
];

/** The order of the classes decides which one a packet falls into. */
const CLASSES: Partial<SectionRule> = {
  ordered: true,
  sections: [
    // Every policy has it, and it stands last wherever it is written.
    section('class class-default', ACTIONS, {
      sections: [POLICER, SHAPER],
      presence: 'implied',
      standsLast: true,
    }),
    section('class type <word> <@class-map>', ACTIONS, { sections: [POLICER, SHAPER] }),
    section('class <@class-map>', ACTIONS, { sections: [POLICER, SHAPER] }),
  ],
};

const POLICY_LINES: readonly LineRule[] = [attribute('description {text}')];

const POLICY_MAPS: readonly SectionRule[] = [
  section('policy-map type <word> <#policy-map>', POLICY_LINES, CLASSES),
  section('policy-map <#policy-map>', POLICY_LINES, CLASSES),
];

export const IOS_QOS: readonly SectionRule[] = [...CLASS_MAPS, ...POLICY_MAPS];
