import type { Statements } from '../platforms/junos/statement.ts';
import { opens, placeAfter, readNode } from './edit-tree.ts';
import {
  createMark,
  closeInside,
  dropNode,
  openInside,
  emptyTop,
  markKey,
  type Mark,
  type OpenNode,
  type OpenSection,
} from './open-tree.ts';
import { Scanner, UnreadableText } from './scanner.ts';
import { takeStatement } from './take-statement.ts';
import { contentOf } from './words.ts';

/** Stands before a statement and says something about it. `replace:` and `active:` say nothing about what is configured. */
type Tag = Mark | 'delete' | 'nothing';

const TAGS: ReadonlyMap<string, Tag> = new Map<string, Tag>([
  ['inactive:', 'inactive'],
  ['protect:', 'protect'],
  ['delete:', 'delete'],
  ['replace:', 'nothing'],
  ['active:', 'nothing'],
  ['unprotect:', 'nothing'],
]);

const NO_TAGS: readonly Tag[] = [];

/** An open block. */
interface Block {
  readonly section: OpenSection;
  readonly place: Statements;
  /** Words of the header that are not a whole statement yet: what stands inside goes on with them. */
  readonly pending: readonly string[];
  readonly tags: readonly Tag[];
  /** The statement it is the inside of, where nobody wrote rules for it. */
  readonly unknown: OpenNode | null;
  readonly line: number;
  isEmpty: boolean;
}

/** Reads a configuration with braces, as `show configuration` prints it. Throws {@link UnreadableText}. */
export function readCurly(text: string): OpenSection {
  return new CurlyReader(text).read();
}

class CurlyReader {
  readonly #text: string;
  readonly #scanner: Scanner;
  readonly #top = emptyTop();
  readonly #blocks: Block[] = [];
  #block: Block;
  #words: string[] = [];
  #tags: readonly Tag[] = NO_TAGS;
  /** Where the statement that is being read begins. */
  #start = 1;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = new Scanner(text);
    this.#block = {
      section: this.#top,
      place: this.#top.statements,
      pending: [],
      tags: NO_TAGS,
      unknown: null,
      line: 0,
      isEmpty: true,
    };
  }

  read(): OpenSection {
    for (let token = this.#scanner.next(); token !== 'end'; token = this.#scanner.next()) {
      const isFirst = this.#words.length === 0 && this.#tags.length === 0;
      if (isFirst && this.#isAround(token)) this.#scanner.skipLine();
      else if (token === 'word') this.#readWord();
      else if (token === ';') this.#end();
      else if (token === '{') this.#open();
      else if (token === '}') this.#close();
      else if (token === '[') this.#readList();
      else this.#fail('unbalanced', 'has a "]" that nothing opened');
    }
    if (this.#blocks.length > 0)
      throw new UnreadableText(
        'truncated',
        this.#block.line,
        'opens a block that never closes; the text is cut',
      );
    if (this.#words.length > 0)
      throw new UnreadableText(
        'truncated',
        this.#start,
        'begins a statement that never ends; the text is cut',
      );
    return this.#top;
  }

  /** Lines around what a device shows: its prompt, `[edit interfaces]`, `{master:0}`. */
  #isAround(token: string): boolean {
    if (this.#blocks.length > 0 || !this.#scanner.isFirstInLine) return false;
    if (token === '[') return this.#text.startsWith('edit', this.#scanner.at);
    if (token === '{') return /^(master|backup|primary|secondary|linecard)/.test(this.#rest());
    const { word } = this.#scanner;
    return (
      token === 'word' && (word === 'show' || (word.includes('@') && /^\S+@\S+[>#%]$/.test(contentOf(word))))
    );
  }

  #rest(): string {
    return this.#text.slice(this.#scanner.at, this.#scanner.at + 10);
  }

  #readWord(): void {
    const { word, line } = this.#scanner;
    if (this.#words.length === 0) {
      const tag = TAGS.get(word);
      if (tag !== undefined) {
        this.#tags = [...this.#tags, tag];
        return;
      }
      this.#start = line;
    }
    this.#words.push(word);
  }

  #end(): void {
    if (this.#words.length === 0) this.#fail('unbalanced', 'has a ";" that ends nothing');
    this.#write(this.#words, this.#tags);
    this.#next();
  }

  /** `members [ a inactive: b ];` is a statement for each value. */
  #readList(): void {
    if (this.#words.length === 0) this.#fail('unbalanced', 'has a list that belongs to nothing');
    let tags: readonly Tag[] = NO_TAGS;
    for (let token = this.#scanner.next(); token !== ']'; token = this.#scanner.next()) {
      if (token !== 'word') this.#fail('unbalanced', 'has a list that does not end');
      const tag = TAGS.get(this.#scanner.word);
      if (tag === undefined) {
        this.#write([...this.#words, this.#scanner.word], [...this.#tags, ...tags]);
        tags = NO_TAGS;
      } else {
        tags = [...tags, tag];
      }
    }
    if (this.#scanner.next() !== ';') this.#fail('unbalanced', 'has a list that no ";" follows');
    this.#next();
  }

  #next(): void {
    this.#block.isEmpty = false;
    this.#words = [];
    this.#tags = NO_TAGS;
  }

  /** Writes a whole statement into the block. */
  #write(own: readonly string[], ownTags: readonly Tag[]): void {
    const { pending } = this.#block;
    const words = pending.length === 0 ? own : [...pending, ...own];
    const tags = this.#block.tags.length === 0 ? ownTags : [...this.#block.tags, ...ownTags];
    let { section, place } = this.#block;
    for (let at = 0; at < words.length;) {
      const step = takeStatement(place, words, at, 'whole');
      if (!step.isComplete) this.#fail('incomplete', `has "${step.text}" without the word that must follow`);
      if (at === 0 && tags.includes('delete')) {
        dropNode(section.nodes, step.key);
        return;
      }
      const node = readNode(section, step);
      if (at === 0 && tags.length > 0) addMarks(section, node.key, tags);
      at += step.used;
      place = placeAfter(step, place);
      if (at < words.length && opens(step)) section = openInside(node);
    }
  }

  #open(): void {
    const { pending } = this.#block;
    if (this.#words.length === 0) this.#fail('unbalanced', 'has a "{" that belongs to nothing');
    const words = pending.length === 0 ? this.#words : [...pending, ...this.#words];
    const tags = this.#block.tags.length === 0 ? this.#tags : [...this.#block.tags, ...this.#tags];
    let { section, place } = this.#block;
    let unknown: OpenNode | null = null;
    let at = 0;
    while (at < words.length) {
      const step = takeStatement(place, words, at, 'part');
      if (!step.isComplete) break;
      if (at === 0 && tags.includes('delete')) {
        dropNode(section.nodes, step.key);
        section = { ...section, nodes: new Map() };
      }
      const node = readNode(section, step);
      if (at === 0 && tags.length > 0) addMarks(section, node.key, tags);
      at += step.used;
      place = placeAfter(step, place);
      if (opens(step)) section = openInside(node);
      unknown = step.statement === null ? node : null;
    }
    this.#next();
    this.#blocks.push(this.#block);
    this.#block = {
      section,
      place,
      pending: words.slice(at),
      tags: at === 0 ? tags : NO_TAGS,
      unknown,
      line: this.#scanner.line,
      isEmpty: true,
    };
  }

  #close(): void {
    const closed = this.#block;
    const outer = this.#blocks.pop();
    if (outer === undefined) this.#fail('unbalanced', 'has a "}" that closes nothing');
    if (this.#words.length > 0)
      throw new UnreadableText('unbalanced', this.#start, 'begins a statement that no ";" ends');
    if (closed.isEmpty && closed.pending.length > 0) this.#write([], NO_TAGS);
    // A word nobody knows stands for something by itself when nothing stands in it.
    else if (closed.isEmpty && closed.unknown?.inside?.nodes.size === 0) closeInside(closed.unknown);
    this.#block = outer;
    this.#next();
  }

  #fail(code: string, what: string): never {
    throw new UnreadableText(code, this.#scanner.line, what);
  }
}

function addMarks(section: OpenSection, key: string, tags: readonly Tag[]): void {
  for (const tag of tags) {
    if (tag === 'inactive' || tag === 'protect') section.nodes.set(markKey(tag, key), createMark(tag, key));
  }
}
