/**
 * A Junos configuration as nested statements, and both ways to write it. Written apart from the engine's own reader and
 * printer, so that it can contradict them.
 */
export interface JunosStatement {
  readonly head: string;
  readonly tag: 'inactive' | 'protect' | null;
  /** Values in brackets behind the head; `isOrdered`: their order means something. */
  readonly values: readonly string[] | null;
  readonly body: readonly JunosStatement[];
  /** Among its siblings that have a place of their own too. */
  readonly isOrdered: boolean;
  /** It means nothing without a body. */
  readonly isHeaderOnly: boolean;
}

const PLAIN: JunosStatement = {
  head: '',
  tag: null,
  values: null,
  body: [],
  isOrdered: false,
  isHeaderOnly: false,
};

/** A statement that ends with its words. */
export function ends(head: string): JunosStatement {
  return { ...PLAIN, head };
}

/** A statement with others in it, which also stands without them. */
export function holds(head: string, body: readonly JunosStatement[]): JunosStatement {
  return { ...PLAIN, head, body };
}

/** A header that is there only for what stands in it; nothing when there is nothing. */
export function only(head: string, body: readonly JunosStatement[]): readonly JunosStatement[] {
  return body.length === 0 ? [] : [{ ...PLAIN, head, body, isHeaderOnly: true }];
}

/** An entry whose place among its like means something. */
export function placed(head: string, body: readonly JunosStatement[]): JunosStatement {
  return { ...PLAIN, head, body, isOrdered: true };
}

export function valuesIn(
  head: string,
  values: readonly string[],
  isOrdered: boolean,
): readonly JunosStatement[] {
  return values.length === 0 ? [] : [{ ...PLAIN, head, values, isOrdered }];
}

export function tagged(statement: JunosStatement, tag: JunosStatement['tag']): JunosStatement {
  return { ...statement, tag };
}

export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** With braces; `isShort` writes a single statement behind its header, where Junos allows it. */
export function curlyText(statements: readonly JunosStatement[], isShort: boolean, indent = ''): string {
  return statements
    .map(({ head, tag, values, body }) => {
      const start = `${indent}${tag === null ? '' : `${tag}: `}${head}`;
      if (values !== null)
        return `${start} ${values.length === 1 ? (values[0] ?? '') : `[ ${values.join(' ')} ]`};\n`;
      const [first] = body;
      if (first === undefined) return `${start};\n`;
      if (
        isShort &&
        body.length === 1 &&
        first.tag === null &&
        first.body.length === 0 &&
        first.values === null
      ) {
        return `${start} ${first.head};\n`;
      }
      return `${start} {\n${curlyText(body, isShort, `${indent}    `)}${indent}}\n`;
    })
    .join('');
}

/** As `show | display set` prints it: what stands deepest, then what is said about it. */
export function setText(statements: readonly JunosStatement[]): string {
  const lines: string[] = [];
  const marks: string[] = [];
  const write = ({ head, tag, values, body }: JunosStatement, before: string): void => {
    const words = `${before} ${head}`;
    if (values !== null) lines.push(...values.map((value) => `set${words} ${value}`));
    else if (body.length === 0) lines.push(`set${words}`);
    for (const statement of body) write(statement, words);
    if (tag !== null) marks.push(`${tag === 'inactive' ? 'deactivate' : 'protect'}${words}`);
  };
  for (const statement of statements) write(statement, '');
  return [...lines, ...marks].map((line) => `${line}\n`).join('');
}
