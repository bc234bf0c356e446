import fc from 'fast-check';
import {
  curlyText,
  ends,
  holds,
  only,
  placed,
  quoted,
  setText,
  tagged,
  valuesIn,
  type JunosStatement,
} from './junos-text.ts';

/** Two configurations of one device, each in a form of its own choice. */
export interface JunosPair {
  readonly one: string;
  readonly other: string;
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const freeText = fc.stringMatching(/^[ -~]{0,24}$/).map(quoted);
const some = <T>(items: readonly T[]): fc.Arbitrary<readonly T[]> => fc.subarray([...items]);
const inAnyOrder = <T>(items: readonly T[]): fc.Arbitrary<readonly T[]> => fc.shuffledSubarray([...items]);
const tag = fc.constantFrom<JunosStatement['tag']>(null, null, null, null, null, 'inactive', 'protect');

/** Statements that may be there or not, in the order given. */
function present(
  ...parts: readonly (JunosStatement | readonly JunosStatement[] | null)[]
): readonly JunosStatement[] {
  return parts.flatMap((part) => part ?? []);
}

function valueOf(name: string, value: string | number | null): JunosStatement | null {
  return value === null ? null : ends(`${name} ${value}`);
}

const port = fc
  .record({
    name: fc.constantFrom('ge-0/0/0', 'ge-0/0/1', 'ae0', 'lo0'),
    tag,
    unitTag: tag,
    description: maybe(freeText),
    mtu: maybe(fc.constantFrom(1500, 9000)),
    disable: fc.boolean(),
    hold: maybe(fc.constantFrom(100, 2000)),
    inet: maybe(some([1, 2, 3])),
    primary: fc.boolean(),
    inet6: maybe(some(['2001:DB8:0:0::1/64', '2001:db8::2/64'])),
    members: some([10, 20, 30]),
    mode: maybe(fc.constantFrom('access', 'trunk')),
  })
  .map((value) =>
    tagged(
      holds(
        value.name,
        present(
          valueOf('description', value.description),
          valueOf('mtu', value.mtu),
          value.disable ? ends('disable') : null,
          value.hold === null
            ? null
            : only('hold-time', [ends(`up ${value.hold}`), ends(`down ${value.hold * 2}`)]),
          tagged(
            holds(
              'unit 0',
              present(
                value.inet === null
                  ? null
                  : holds(
                      'family inet',
                      value.inet.map((net) =>
                        holds(`address 10.0.${net}.1/24`, value.primary ? [ends('primary')] : []),
                      ),
                    ),
                value.inet6 === null
                  ? null
                  : holds(
                      'family inet6',
                      value.inet6.map((address) => ends(`address ${address}`)),
                    ),
                holds(
                  'family ethernet-switching',
                  present(
                    valueOf('interface-mode', value.mode),
                    only('vlan', valuesIn('members', value.members.map(String), false)),
                  ),
                ),
              ),
            ),
            value.unitTag,
          ),
        ),
      ),
      value.tag,
    ),
  );

const term = (name: string): fc.Arbitrary<JunosStatement> =>
  fc
    .record({
      tag,
      protocol: some(['bgp', 'direct', 'static']),
      filters: some(['10.0.0.0/8 orlonger', '10.1.0.0/16 upto /24']),
      actions: inAnyOrder(['community add C', 'community delete D']),
      metric: maybe(fc.constantFrom('10', 'add 5')),
      verdict: fc.constantFrom('accept', 'reject', 'next term'),
    })
    .map((value) =>
      tagged(
        placed(
          `term ${name}`,
          present(
            only(
              'from',
              present(
                valuesIn('protocol', value.protocol, false),
                value.filters.map((filter) => ends(`route-filter ${filter}`)),
              ),
            ),
            only(
              'then',
              present(
                valueOf('metric', value.metric),
                value.actions.map((action) => placed(action, [])),
                ends(value.verdict),
              ),
            ),
          ),
        ),
        value.tag,
      ),
    );

const policy = inAnyOrder(['A', 'B', 'C', 'D'])
  .chain((names) => fc.tuple(...names.map(term)))
  .chain((terms) =>
    fc
      .boolean()
      .map((isRejecting) =>
        holds('policy-statement P', [...terms, ...(isRejecting ? only('then', [ends('reject')]) : [])]),
      ),
  );

const filter = fc
  .tuple(inAnyOrder(['ssh', 'bgp', 'rest']), fc.boolean(), some([22, 179, 80]), freeText)
  .map(([names, isSpecific, ports, flags]) =>
    holds(
      'filter F',
      present(
        isSpecific ? ends('interface-specific') : null,
        names.map((name) =>
          placed(
            `term ${name}`,
            present(
              only(
                'from',
                present(valuesIn('destination-port', ports.map(String), false), ends(`tcp-flags ${flags}`)),
              ),
              only('then', [ends(`count ${name}`), ends('accept')]),
            ),
          ),
        ),
      ),
    ),
  );

const bgpGroup = fc
  .record({
    name: fc.constantFrom('X', 'Y'),
    tag,
    type: fc.constantFrom('internal', 'external'),
    import: inAnyOrder(['P', 'Q', 'R']),
    secret: maybe(fc.constantFrom('one', 'two words')),
    salt: fc.nat(),
    neighbors: fc.uniqueArray(
      fc.record({
        address: fc.constantFrom('10.9.0.1', '2001:DB8::9'),
        tag,
        peerAs: maybe(fc.constantFrom('65001', '1.10')),
        family: maybe(some(['unicast', 'multicast'])),
      }),
      { selector: ({ address }) => address, maxLength: 2 },
    ),
  })
  .map((value) =>
    tagged(
      holds(
        `group ${value.name}`,
        present(
          ends(`type ${value.type}`),
          valuesIn('import', value.import, true),
          value.secret === null
            ? null
            : ends(`authentication-key ${quoted(encodeSecret(value.secret, value.salt))}`),
          value.neighbors.map(({ address, tag: neighborTag, peerAs, family }) =>
            tagged(
              holds(
                `neighbor ${address}`,
                present(
                  valueOf('peer-as', peerAs),
                  family === null
                    ? null
                    : holds(
                        'family inet',
                        family.map((name) => ends(name)),
                      ),
                ),
              ),
              neighborTag,
            ),
          ),
        ),
      ),
      value.tag,
    ),
  );

const isis = fc
  .tuple(some([1, 2]), some(['ge-0/0/0.0', 'lo0.0']), maybe(fc.constantFrom(10, 20)))
  .map(([levels, ports, metric]) =>
    present(
      levels.map((level) => holds(`level ${level}`, [ends('disable')])),
      ports.map((name) => holds(`interface ${name}`, [holds('level 2', present(valueOf('metric', metric)))])),
    ),
  );

/** What no rule knows; every statement of it has one place where the next one begins. */
const unknown = fc
  .record({ a: maybe(fc.constantFrom('5', '6')), b: some(['x', 'y']), c: fc.boolean() })
  .map(({ a, b, c }) =>
    only(
      'satop-options',
      present(
        valueOf('timer', a),
        b.length === 0 ? null : only('list', b.map((name) => only(name, [ends('on')])).flat()),
        c ? ends('flag') : null,
      ),
    ),
  );

const routes = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('10.1.0.0/16', '10.2.0.0/16', '0.0.0.0/0'),
      some(['192.0.2.1', '192.0.2.2']),
      maybe(fc.constantFrom(5, 10)),
    ),
    {
      selector: ([net]) => net,
    },
  )
  .map((list) =>
    list.map(([net, hops, preference]) =>
      holds(`route ${net}`, present(valuesIn('next-hop', hops, false), valueOf('preference', preference))),
    ),
  );

const securityPolicies = inAnyOrder(['P1', 'P2', 'P3']).map((names) =>
  names.map((name) =>
    placed(`policy ${name}`, [
      ...only('match', present(valuesIn('source-address', ['any', 'LAN'], false), ends('application any'))),
      ...only('then', [ends('permit')]),
    ]),
  ),
);

const configuration = fc
  .record({
    hostName: fc.constantFrom('r1', 'r2'),
    applyGroups: inAnyOrder(['G', 'H', 'I']),
    interfaces: inAnyOrder(['ge-0/0/0.0', 'fxp0.0']),
    servers: inAnyOrder(['192.0.2.8', '192.0.2.9']),
    hash: fc.constantFrom('$6$ab$cd', '$6$ab$ef'),
    message: maybe(freeText),
    groupMtu: maybe(fc.constantFrom(9000, 9192)),
    ports: fc.uniqueArray(port, { selector: ({ head }) => head }),
    groups: fc.uniqueArray(bgpGroup, { selector: ({ head }) => head }),
    vlans: some([10, 20, 30]),
    communities: some(['65000:1', '65000:2']),
    prefixes: some(['10.0.0.0/8', '2001:db8::/32', '192.0.2.0/24']),
    policy,
    filter,
    isis,
    unknown,
    routes,
    securityPolicies,
  })
  .map((value) =>
    present(
      only(
        'groups',
        value.groupMtu === null
          ? []
          : [holds('G', only('interfaces', [holds('<ge-*>', [ends(`mtu ${value.groupMtu}`)])]))],
      ),
      valuesIn('apply-groups', value.applyGroups, true),
      only(
        'system',
        present(
          ends(`host-name ${value.hostName}`),
          only('ntp', [
            holds('authentication-key 1', [ends('type md5'), ends(`value ${quoted(value.hash)}`)]),
          ]),
          only(
            'name-server',
            value.servers.map((server) => placed(server, [])),
          ),
        ),
      ),
      only(
        'snmp',
        present(valueOf('location', value.message), valuesIn('interface', value.interfaces, false)),
      ),
      value.unknown,
      only('interfaces', value.ports),
      only('routing-options', only('static', value.routes)),
      only('protocols', present(only('bgp', value.groups), only('isis', value.isis))),
      only(
        'policy-options',
        present(
          holds(
            'prefix-list L',
            value.prefixes.map((prefix) => ends(prefix)),
          ),
          value.policy,
          holds('community C', valuesIn('members', value.communities, false)),
        ),
      ),
      only('firewall', only('family inet', [value.filter])),
      only('security', only('policies', [holds('from-zone a to-zone b', value.securityPolicies)])),
      only(
        'vlans',
        value.vlans.map((id) => holds(`v${id}`, [ends(`vlan-id ${id}`)])),
      ),
    ),
  );

const form = fc.constantFrom('curly', 'short', 'set');

function textOf(statements: readonly JunosStatement[], how: string): string {
  return how === 'set' ? setText(statements) : curlyText(statements, how === 'short');
}

/** A pair of random configurations of one device, each in a random form. */
export const junosPair: fc.Arbitrary<JunosPair> = fc
  .tuple(configuration, configuration, form, form)
  .map(([one, other, formOfOne, formOfOther]) => ({
    one: textOf(one, formOfOne),
    other: textOf(other, formOfOther),
  }));

/** The same configuration in two forms. */
export const junosTwins: fc.Arbitrary<JunosPair> = fc
  .tuple(configuration, form, form)
  .map(([one, first, second]) => ({ one: textOf(one, first), other: textOf(one, second) }));

/** A configuration and the same with one change that means something. */
export const junosMutants: fc.Arbitrary<JunosPair & { readonly mutation: string }> = fc
  .tuple(configuration, fc.nat(), form, form)
  .map(([one, seed, first, second]) => {
    const mutants = mutantsOf(one);
    const [mutation, other] = mutants[seed % mutants.length] ?? ['none', one];
    return { mutation, one: textOf(one, first), other: textOf(other, second) };
  });

type Mutant = readonly [name: string, statements: readonly JunosStatement[]];

/** Every configuration that is one meaningful step away. */
function mutantsOf(statements: readonly JunosStatement[]): readonly Mutant[] {
  return statements.flatMap((statement, at): readonly Mutant[] => {
    const replacedBy = (...others: readonly JunosStatement[]) => statements.toSpliced(at, 1, ...others);
    const deeper = mutantsOf(statement.body)
      .filter(([, body]) => body.length > 0 || !statement.isHeaderOnly)
      .map(([name, body]): Mutant => [name, replacedBy({ ...statement, body })]);
    const next = statements[at + 1];
    const changes: Mutant[] = [[`${statement.head} removed`, replacedBy()]];
    if (statement.isHeaderOnly) return deeper;
    changes.push([
      `${statement.head} switched`,
      replacedBy({ ...statement, tag: statement.tag === 'inactive' ? null : 'inactive' }),
    ]);
    changes.push([
      `${statement.head} protected`,
      replacedBy({ ...statement, tag: statement.tag === 'protect' ? null : 'protect' }),
    ]);
    if (
      statement.isOrdered &&
      next?.isOrdered === true &&
      next.values === null &&
      statement.values === null &&
      sameKind(statement, next)
    )
      changes.push([`${statement.head} swapped`, statements.toSpliced(at, 2, next, statement)]);
    if (statement.values !== null && statement.values.length > 1) {
      changes.push([
        `${statement.head} shortened`,
        replacedBy({ ...statement, values: statement.values.slice(1) }),
      ]);
      if (statement.isOrdered)
        changes.push([
          `${statement.head} reversed`,
          replacedBy({ ...statement, values: statement.values.toReversed() }),
        ]);
    }
    if (/^(mtu|metric|preference|description|location|type|count) /.test(statement.head))
      changes.push([
        `${statement.head} changed`,
        replacedBy({ ...statement, head: `${statement.head.split(' ')[0]} 77` }),
      ]);
    return [...changes, ...deeper];
  });
}

function sameKind(a: JunosStatement, b: JunosStatement): boolean {
  return a.head.split(' ').length === 1 || a.head.split(' ')[0] === b.head.split(' ')[0];
}

const FAMILIES = ['QzF3n6/9CAtpu0O', 'B1IREhcSyrleKvMW8LXx', '7N-dVbwsY2g4oaJZGUDj', 'iHkq.mPf5T'];
const ALPHABET = FAMILIES.join('');
const WEIGHTS = [
  [1, 4, 32],
  [1, 16, 32],
  [1, 8, 32],
  [1, 64],
  [1, 32],
  [1, 4, 16, 128],
  [1, 32, 64],
];

/** Writes a secret the way Junos stores it; another salt gives another text for the same secret. */
export function encodeSecret(clear: string, salt: number): string {
  let before = ALPHABET.charAt(salt % ALPHABET.length);
  const filler = 3 - FAMILIES.findIndex((family) => family.includes(before));
  let encoded = `$9$${before}${'x'.repeat(filler)}`;
  Array.from(clear).forEach((character, at) => {
    let rest = character.charCodeAt(0);
    const gaps: number[] = [];
    for (const weight of [...(WEIGHTS[at % WEIGHTS.length] ?? [])].reverse()) {
      gaps.unshift(Math.floor(rest / weight));
      rest %= weight;
    }
    for (const gap of gaps) {
      before = ALPHABET.charAt((ALPHABET.indexOf(before) + gap + 1) % ALPHABET.length);
      encoded += before;
    }
  });
  return encoded;
}
