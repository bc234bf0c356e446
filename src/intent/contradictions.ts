import type { IntentProblem } from './intent-result.ts';
import { oneLine } from './one-line.ts';
import type { Section } from './section.ts';

/**
 * Places where two NetBox objects ask for different values of one attribute: both members of a virtual chassis with an
 * interface of one name, a port and its unit. Which of them is meant is not for us to guess.
 */
export function contradictions(sections: readonly Section[]): readonly IntentProblem[] {
  const lines = sections.flatMap(({ path, said }) =>
    said.lines.map((line) => ({ ...line, place: JSON.stringify([...path, line.key]) })),
  );
  const first = new Map([...lines].reverse().map((line) => [line.place, line]));
  return lines.flatMap(({ line, place, object }) => {
    const other = first.get(place);
    if (other === undefined || other.line === line) return [];
    const message = `${object.name} asks for "${line}" where another object, ${other.object.name}, asks for "${other.line}". Make them agree in NetBox.`;
    return [{ object, message: oneLine(message) }];
  });
}
