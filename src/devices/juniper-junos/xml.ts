import { Fault } from '../../domain/fault.ts';

/** An element of an answer. Namespaces and attributes are left out: nothing that is read here stands in them. */
export interface XmlElement {
  readonly name: string;
  /** The text directly inside, without the blanks around it: the device breaks lines inside of elements. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface Open {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|</g;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Element names are told without their prefix: some releases write `junos:comment`, others `comment`. */
const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads the one `rpc-reply` of an answer, whatever stands around it. That it closes is the proof that the answer is whole:
 * `device.incomplete` when it does not, `device.unexpected-output` when there is none.
 */
export function parseReply(answer: string, command: string, name: string): XmlElement {
  const start = answer.search(/<rpc-reply\b/);
  if (start === -1)
    throw new Fault(
      'device.unexpected-output',
      `${name} answered "${command}" with something other than XML`,
      answer.slice(0, 300),
    );
  const reply = readElement(answer.slice(start));
  if (reply === null)
    throw new Fault(
      'device.incomplete',
      `${name} did not answer "${command}" completely; it is read again later`,
    );
  return reply;
}

/** The first element of a text, or null when it does not close as it opened. */
function readElement(text: string): XmlElement | null {
  const open: Open[] = [];
  for (const [token, slash, name, , selfClosing, characters] of text.matchAll(TOKEN)) {
    const inner = open.at(-1);
    if (characters !== undefined) {
      if (inner !== undefined) inner.text += decoded(characters);
    } else if (name === undefined) {
      if (token === '<') return null;
    } else if (slash === '/') {
      const closed = open.pop();
      if (closed?.name !== withoutPrefix(name)) return null;
      const element = { ...closed, text: closed.text.trim() };
      const outer = open.at(-1);
      if (outer === undefined) return element;
      outer.children.push(element);
    } else if (selfClosing === '/') {
      inner?.children.push({ name: withoutPrefix(name), text: '', children: [] });
    } else {
      open.push({ name: withoutPrefix(name), text: '', children: [] });
    }
  }
  return null;
}

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, word) => {
    if (typeof word === 'string') return ENTITIES[word] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** All elements of that name, however deep: a chassis with several routing engines wraps its answers. */
export function allOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => (child.name === name ? [child] : allOf(child, name)));
}

/** The text of the first element of that name directly inside, or null. An empty one counts as absent. */
export function textIn(element: XmlElement, name: string): string | null {
  const text = element.children.find((child) => child.name === name)?.text ?? '';
  return text === '' ? null : text;
}
