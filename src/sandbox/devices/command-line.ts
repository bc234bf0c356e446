/** What a device answers to a line. */
export type Reply =
  /** Prints the text and shows the prompt again. */
  | { readonly kind: 'text'; readonly text: string }
  /** Prints the text without a line end and waits: for one key, a line, or a line that is not echoed. Null is Ctrl-C. */
  | {
      readonly kind: 'question';
      readonly text: string;
      readonly input: 'key' | 'line' | 'secret';
      readonly answer: (text: string | null) => Reply;
    }
  /** Prints the text and reads lines until Ctrl-D. */
  | {
      readonly kind: 'lines';
      readonly text: string;
      readonly answer: (lines: readonly string[]) => Reply;
    }
  /** Works on it; what is typed meanwhile is read afterwards. */
  | { readonly kind: 'later'; readonly answer: Promise<Reply> }
  /** Prints the text and ends the session. */
  | { readonly kind: 'close'; readonly text: string }
  /** Never says anything again. */
  | { readonly kind: 'hang' }
  /** Cuts the connection without a word. */
  | { readonly kind: 'cut' };

/** The command line of one session, without its terminal. */
export interface CommandLine {
  /** What is shown once after login, before the first prompt. */
  greeting(): string;
  prompt(): string;
  submit(line: string): Reply;
  /** Ctrl-C at the prompt. */
  interrupt(): void;
  /** What `?` prints for the line typed so far. */
  help(line: string): string;
  /** Lines on a page, 0 for no paging. */
  pageLength(): number;
  /** What stands below a page; by default the words of IOS. */
  readonly more?: string;
}
