import type { z } from 'zod';

/** One setting: everything the loader and docs/configuration.md need to know about it. */
export interface Setting<Value> {
  /** The environment variable. */
  readonly name: string;
  /** A sentence or two for somebody who sets it. */
  readonly meaning: string;
  /** `ms`, `days`, …; null where the value is no quantity. */
  readonly unit: string | null;
  readonly example: string;
  /** The value, as text, when the variable is not set; null when there is none. */
  readonly fallback: string | null;
  /** Said in the documentation instead of `fallback` when the value depends on the machine or on other settings. */
  readonly fallbackText: string | null;
  readonly required: boolean;
  /** Secrets also have a `_FILE` form, and their values are never quoted. */
  readonly secret: boolean;
  readonly schema: z.ZodType<Value, string>;
}

interface Description<Value> {
  readonly name: string;
  readonly meaning: string;
  readonly example: string;
  readonly schema: z.ZodType<Value, string>;
  readonly unit?: string;
  readonly secret?: boolean;
}

/** A setting that must be given. */
export function required<Value>(description: Description<Value>): Setting<Value> {
  return { ...base(description), fallback: null, required: true };
}

/** A setting with a default, written as one would write it in the environment. */
export function withDefault<Value>(
  description: Description<Value> & { readonly fallback: string },
): Setting<Value> {
  return { ...base(description), fallback: description.fallback, required: false };
}

/** A setting that may stay away; its value is null then. `fallbackText` says what happens in that case. */
export function optional<Value>(
  description: Description<Value> & { readonly fallbackText: string },
): Setting<Value | null> {
  const { fallbackText } = description;
  return { ...base(description), fallback: null, fallbackText, required: false };
}

function base<Value>({ name, meaning, example, schema, unit, secret }: Description<Value>) {
  return { name, meaning, example, schema, unit: unit ?? null, secret: secret ?? false, fallbackText: null };
}
