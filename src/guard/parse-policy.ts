import { z } from 'zod';
import { patternProblem } from '../diff/path-pattern.ts';
import { COLLECTIONS, type Collection } from '../domain/configuration.ts';
import { OWNER_KINDS, type Policy, ROLLOUTS, STAGES } from '../domain/policy.ts';

/** Keys that semantics.md 6 defines and this version does not act on: refused, because a rule nobody follows is worse than none. */
const NOT_YET = ['failure', 'undoLimit', 'waves', 'windows', 'ticket', 'settle', 'checks'] as const;

/** Whether what is found only on the device is told (`reported`, as without the key) or removed like any other item. */
const Handling = z.enum(['reported', 'exclusive']).optional();

/**
 * What `scope` may hold, by where intent comes from: how each collection is handled, or section prefixes under names of
 * the writer's choice. Both are maps, because NetBox merges maps and replaces lists.
 */
const SCOPES = {
  model: z.strictObject({ addresses: Handling, vlans: Handling, interfaces: Handling } satisfies Readonly<
    Record<Collection, typeof Handling>
  >),
  rendered: z.record(
    z.string(),
    z
      .string()
      .trim()
      .min(1)
      // A prefix of that name would quietly narrow the scope to nothing.
      .refine((prefix) => !['reported', 'exclusive'].includes(prefix), {
        error: 'says how a collection is handled, which goes with intent "model" only',
      }),
  ),
} as const;

/** Names items by their place; a pattern is one line that a person wrote, so a long one is a mistake. */
const PathPattern = z
  .string()
  .trim()
  .max(300)
  .superRefine((pattern, context) => {
    const problem = patternProblem(pattern);
    if (problem !== null) context.addIssue({ code: 'custom', message: `the path pattern ${problem}` });
  });

const IgnoreRules = z.record(
  z.string(),
  z.strictObject({
    path: PathPattern.refine((pattern) => /[^*/\s]/.test(pattern), {
      error: 'names everything there is; name what is to be ignored',
    }),
    reason: z.string().trim().min(1),
    owner: z.string().trim().min(1),
    until: z.iso.date({ error: 'expected a date such as 2026-12-31' }).nullable().default(null),
  }),
);

const RemovalLimits = z.strictObject({
  lines: z.int().min(0).default(5),
  percent: z.number().min(0).max(100).default(2),
});

/** Names of users and groups are NetBox's own words; a slug fits in the same bounds. */
const OwnerName = z.string().trim().min(1).max(150);

const PolicyDocument = z.strictObject({
  stage: z.enum(STAGES).default('read-only'),
  rollout: z.enum(ROLLOUTS).default('report'),
  drift: z.enum(ROLLOUTS).default('report'),
  intent: z.enum(['model', 'rendered']).default('model'),
  scope: z.unknown().default({}),
  credentials: z.string().min(1).default('default'),
  ignore: IgnoreRules.default({}),
  guardedPaths: z.record(z.string(), PathPattern).default({}),
  removals: RemovalLimits.prefault({}),
  owners: z.record(OwnerName, z.enum(OWNER_KINDS)).default({}),
});

export type PolicyResult =
  | { readonly kind: 'policy'; readonly policy: Policy }
  /** The config context has no `plumbline` key: nobody asked for this device. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Reads what NetBox's merged config context holds under `plumbline` (semantics.md 6). Defaults are the cautious ends.
 * An unknown key or an unreadable value refuses the device, because a misspelled stop would otherwise be no stop.
 */
export function parsePolicy(document: unknown): PolicyResult {
  if (document === undefined || document === null) return { kind: 'absent' };
  const early = notYet(document);
  if (early.length > 0) {
    const keys = early.join(', ');
    return { kind: 'unreadable', reason: `policy keys not supported by this version: ${keys}; remove them` };
  }
  const parsed = PolicyDocument.safeParse(document);
  if (!parsed.success) return { kind: 'unreadable', reason: describeIssues(parsed.error, 'plumbline') };
  const { scope, ignore, guardedPaths, owners, ...rest } = parsed.data;
  if (rest.drift !== 'report') {
    return { kind: 'unreadable', reason: `policy key drift: only "report" is supported by this version` };
  }
  const read = readScope(rest.intent, scope);
  if (!read.ok) return { kind: 'unreadable', reason: read.reason };
  const named = {
    ignore: Object.entries(ignore).map(([name, rule]) => ({ name, ...rule })),
    guardedPaths: Object.entries(guardedPaths).map(([name, path]) => ({ name, path })),
    owners: Object.entries(owners).map(([name, kind]) => ({ name, kind })),
  };
  return { kind: 'policy', policy: { ...rest, ...read.scope, ...named } };
}

type ScopeResult =
  | { readonly ok: true; readonly scope: Pick<Policy, 'scope' | 'exclusive'> }
  | { readonly ok: false; readonly reason: string };

function readScope(intent: Policy['intent'], scope: unknown): ScopeResult {
  if (intent === 'rendered') {
    const prefixes = SCOPES.rendered.safeParse(scope);
    if (!prefixes.success) return { ok: false, reason: describeIssues(prefixes.error, 'plumbline.scope') };
    return { ok: true, scope: { scope: Object.values(prefixes.data), exclusive: [] } };
  }
  const handling = SCOPES.model.safeParse(scope);
  if (!handling.success) return { ok: false, reason: describeIssues(handling.error, 'plumbline.scope') };
  const exclusive = COLLECTIONS.filter((collection) => handling.data[collection] === 'exclusive');
  return { ok: true, scope: { scope: [], exclusive } };
}

function notYet(document: unknown): readonly string[] {
  if (typeof document !== 'object' || document === null) return [];
  return NOT_YET.filter((key) => Object.hasOwn(document, key));
}

function describeIssues(error: z.ZodError, at: string): string {
  return error.issues.map((issue) => `${[at, ...issue.path].join('.')}: ${issue.message}`).join('; ');
}
