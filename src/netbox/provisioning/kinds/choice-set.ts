import { z } from 'zod';
import { marked, type DeclaredKind, type DeclaredObject } from '../declared-kind.ts';
import type { Fields } from '../plain-fields.ts';
import { Color, Description } from './shared-schemas.ts';

/** A choice set: the values code writes, with label and color as engineers see them. */
export const DeclaredChoiceSet = z.strictObject({
  name: z.string(),
  description: Description,
  choices: z.array(z.strictObject({ value: z.string(), label: z.string(), color: Color })).nonempty(),
});
export type DeclaredChoiceSet = z.infer<typeof DeclaredChoiceSet>;

const Answer = z.looseObject({
  extra_choices: z
    .array(z.array(z.string()))
    .nullish()
    .transform((pairs) => pairs ?? []),
  choice_colors: z
    .record(z.string(), z.string())
    .nullish()
    .transform((colors) => colors ?? {}),
});

/** Labels, colors and further choices are people's. NetBox refuses to remove a value in use; values are never renamed. */
export const CHOICE_SET: DeclaredKind = {
  label: 'choice set',
  path: '/api/extras/custom-field-choice-sets/',
  identity: 'name',
  markedIn: 'description',
  ours: [],
  atLeast: ['values'],
  read(answer) {
    const { extra_choices: pairs, choice_colors: colors, ...rest } = Answer.parse(answer);
    const labels = Object.fromEntries(pairs.map(([value = '', label = '']) => [value, label]));
    return { ...rest, values: Object.keys(labels), labels, colors };
  },
  write({ values, labels: _labels, colors: _colors, ...rest }, { declared, found }) {
    if (!Array.isArray(values)) return rest;
    const known = found === null ? {} : CHOICE_SET.read(found);
    const labels = { ...textsOf(declared['labels']), ...textsOf(known['labels']) };
    const colors = { ...textsOf(declared['colors']), ...textsOf(known['colors']) };
    const all = values.map(String);
    return {
      ...rest,
      extra_choices: all.map((value) => [value, labels[value] ?? value]),
      choice_colors: Object.fromEntries(Object.entries(colors).filter(([value]) => all.includes(value))),
    };
  },
};

/** The choice set as it is to stand in NetBox. */
export function choiceSetObject({ name, description, choices }: DeclaredChoiceSet): DeclaredObject {
  const fields: Fields = {
    name,
    description: marked(description),
    values: choices.map(({ value }) => value),
    labels: Object.fromEntries(choices.map(({ value, label }) => [value, label])),
    colors: Object.fromEntries(choices.map(({ value, color }) => [value, color])),
  };
  return { kind: CHOICE_SET, fields, needs: [], since: '4.6' };
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return z.record(z.string(), z.string()).parse(value ?? {});
}
