import type { JunosCommandLine } from './command-line.ts';
import { refusalOf } from './refusal.ts';

/** Somebody in configuration mode. */
export interface Editor {
  readonly user: string;
  readonly terminal: string;
  readonly isExclusive: boolean;
  /** In the device's words. */
  readonly words: string;
}

/** What configuration mode shows of others. */
export interface Look {
  readonly editors: readonly Editor[];
  /** Changes that were made in the candidate all share, and not committed. */
  readonly hasLeftovers: boolean;
}

/**
 * Looks who works on the configuration, without touching it: only configuration mode tells. In the mode all share, because
 * leaving an exclusive one throws away what others left in the candidate. Null where the account may not go there.
 */
export async function lookAtConfiguring(line: JunosCommandLine): Promise<Look | null> {
  const entered = await line.run('configure');
  if (entered.mode !== 'configuration' || refusalOf(entered.words) !== null) return null;
  const { words: difference } = await line.run('show | compare | no-more');
  const left = await line.run('exit', {
    asked: { question: /Exit with uncommitted changes\? \[yes,no\] \(yes\)$/i, answer: 'yes' },
  });
  return {
    editors: parseEditors(entered.words),
    hasLeftovers: /changed but not committed/i.test(`${entered.words}\n${left.words}`) || difference !== '',
  };
}

/** `  anna terminal p0 (pid 4681) on since 2026-03-03 09:31:02 UTC, idle 00:01:12` and, below it, `      exclusive [edit]`. */
export function parseEditors(text: string): readonly Editor[] {
  const found = text.matchAll(
    /^\s+(\S+) terminal (\S+) \(pid \d+\)[^\n]*(?:\n\s+(exclusive\b[^\n]*|[^\n]*\[edit[^\n]*))?/gm,
  );
  return Array.from(found, ([words, user = '', terminal = '', place = '']) => ({
    user,
    terminal,
    isExclusive: place.startsWith('exclusive'),
    words: words.replaceAll(/\s+/g, ' ').trim(),
  }));
}

/** Why nobody else may write now, or null: the lock of somebody, or changes somebody left. */
export function lockedBy({ editors, hasLeftovers }: Look): string | null {
  const holder = editors.find(({ isExclusive }) => isExclusive);
  if (holder !== undefined) return holder.words;
  if (!hasLeftovers) return null;
  const names = editors.map(({ words }) => words).join('; ');
  return `changes that somebody made and did not commit${names === '' ? '' : ` (in configuration mode: ${names})`}`;
}
