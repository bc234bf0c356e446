/** A script of the simulated shell, as far as it knows the language. */
export type Script = readonly Chain[];

/** Commands joined by `&&` and `||`, alone or in the background. */
export interface Chain {
  readonly first: Command;
  readonly rest: readonly { readonly on: '&&' | '||'; readonly command: Command }[];
  readonly inBackground: boolean;
}

export type Command =
  | {
      readonly kind: 'simple';
      readonly assigns: readonly { readonly name: string; readonly value: Word }[];
      readonly words: readonly Word[];
      readonly redirects: readonly Redirect[];
    }
  | { readonly kind: 'group'; readonly body: Script }
  | { readonly kind: 'if'; readonly condition: Script; readonly body: Script; readonly otherwise: Script }
  | { readonly kind: 'while'; readonly condition: Script; readonly body: Script }
  | { readonly kind: 'for'; readonly name: string; readonly words: readonly Word[]; readonly body: Script };

/** `to` is a file, or the number of a stream. */
export interface Redirect {
  readonly stream: 0 | 1 | 2;
  readonly to: Word | 1;
}

export type Word = readonly Part[];

export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly quoted: boolean }
  | { readonly kind: 'output'; readonly script: Script; readonly quoted: boolean }
  | { readonly kind: 'sum'; readonly expression: string; readonly quoted: boolean };
