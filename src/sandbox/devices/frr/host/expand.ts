import type { Shell } from './machine.ts';
import type { Part, Script, Word } from './shell-syntax.ts';

/** Runs a script in a shell; gives its exit status. */
export type RunList = (shell: Shell, script: Script) => Promise<number>;

/** Words with their variables; what stands outside of quotes is split at blanks unless `split` is false. */
export async function expandWords(
  shell: Shell,
  words: readonly Word[],
  { run, split }: { readonly run: RunList; readonly split: boolean },
): Promise<readonly string[]> {
  const result: string[] = [];
  for (const word of words) {
    let current: string | null = null;
    for (const part of word) {
      const text = part.kind === 'text' ? part.text : await valueOf(shell, part, run);
      if (part.kind === 'text' || part.quoted || !split) {
        current = (current ?? '') + text;
        continue;
      }
      const [first = '', ...more] = text.split(/\s+/).filter((one, index) => one !== '' || index === 0);
      if (first !== '' || current !== null) current = (current ?? '') + first;
      for (const one of more) {
        if (current !== null) result.push(current);
        current = one;
      }
    }
    if (current !== null) result.push(current);
  }
  return result;
}

async function valueOf(shell: Shell, part: Exclude<Part, { kind: 'text' }>, run: RunList): Promise<string> {
  switch (part.kind) {
    case 'variable':
      return part.name === '$' ? String(shell.process.pid) : (shell.variables.get(part.name) ?? '');
    case 'output': {
      let text = '';
      const inner = { ...shell, variables: new Map(shell.variables), out: (more: string) => (text += more) };
      shell.variables.set('?', String(await run(inner, part.script)));
      return text.replace(/\n+$/, '');
    }
    case 'sum':
      return String(sumOf(shell, part.expression));
  }
}

/** Numbers and variables with `+` and `*`, which is all that is known. */
function sumOf(shell: Shell, expression: string): number {
  const terms = expression.split('+').map((term) =>
    term.split('*').reduce((product, factor) => {
      const name = factor.trim().replace(/^\$/, '');
      const value = /^\d+$/.test(name) && !factor.includes('$') ? name : (shell.variables.get(name) ?? '0');
      return product * Number(value);
    }, 1),
  );
  return terms.reduce((sum, term) => sum + term, 0);
}
