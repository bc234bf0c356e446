import { isPrefix } from './address.ts';
import { activeAt, activeIn } from './statement.ts';
import type { Statement } from './statement.ts';

/** What `commit check` says against a candidate, in the device's words, or null when it succeeds. */
export function checkProblem(top: Statement): string | null {
  const problems = [
    missingAuthentication(top),
    ...badAddresses(top),
    ...missingPolicies(top),
    missingAs(top),
  ];
  const said = problems.filter((problem) => problem !== null);
  return said.length === 0 ? null : `${said.join('\n')}\nerror: configuration check-out failed`;
}

function missingAuthentication(top: Statement): string | null {
  return activeAt(top, 'system', 'root-authentication') === null
    ? "[edit]\n  'system'\n    Missing mandatory statement: 'root-authentication'"
    : null;
}

function badAddresses(top: Statement): readonly string[] {
  const units = activeIn(activeAt(top, 'interfaces')).flatMap((port) =>
    activeIn(port)
      .filter(({ words }) => words[0] === 'unit')
      .flatMap((unit) => activeIn(unit).map((family) => ({ port, unit, family }))),
  );
  return units.flatMap(({ port, unit, family }) =>
    activeIn(family)
      .filter(({ words }) => words[0] === 'address' && !isPrefix(words[1] ?? ''))
      .map(({ words }) => {
        const way = [port, unit, family].map((statement) => statement.words.join(' ')).join(' ');
        return `[edit interfaces ${way}]\n  'address ${words[1] ?? ''}'\n    invalid ip address or hostname`;
      }),
  );
}

/** A policy that is named and not there. */
function missingPolicies(top: Statement): readonly string[] {
  const groups = activeIn(activeAt(top, 'protocols', 'bgp'));
  const policies = new Set(activeIn(activeAt(top, 'policy-options')).map(({ words }) => words.join(' ')));
  return groups.flatMap((group) =>
    activeIn(group)
      .filter(({ words }) => words[0] === 'import' || words[0] === 'export')
      .filter(({ words }) => !policies.has(`policy-statement ${words[1] ?? ''}`))
      .map(
        ({ words }) =>
          `[edit protocols bgp ${group.words.join(' ')}]\n  '${words[0] ?? ''}'\n    Policy error: Policy ${words[1] ?? ''} referenced but not defined`,
      ),
  );
}

function missingAs(top: Statement): string | null {
  const external = activeIn(activeAt(top, 'protocols', 'bgp')).filter(({ words }) => words[0] === 'group');
  const hasAs = activeIn(activeAt(top, 'routing-options')).some(
    ({ words }) => words[0] === 'autonomous-system',
  );
  return external.length > 0 && !hasAs
    ? "[edit protocols]\n  'bgp'\n    Error in neighbor: must define autonomous-system when enabling bgp"
    : null;
}
