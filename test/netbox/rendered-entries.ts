/** Entries of a Journal tab by their marker: the HTML NetBox made of each, with the element around it. */
export function renderedEntries(html: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const { index } of html.matchAll(/<div class="rendered-markdown">/g)) {
    const entry = upToItsEnd(html.slice(index));
    const marker = /entry <code>([^<]+)<\/code>/.exec(entry)?.[1];
    if (marker !== undefined) entries.set(marker, entry);
  }
  return entries;
}

/** The element `html` begins with: a value that closed it early would show here. */
function upToItsEnd(html: string): string {
  let depth = 0;
  for (const { index, 0: tag } of html.matchAll(/<\/?div\b[^>]*>/g)) {
    depth += tag.startsWith('</') ? -1 : 1;
    if (depth === 0) return html.slice(0, index + tag.length);
  }
  throw new Error('the element is not closed');
}

/** Every tag with its attributes, in order. Breaks are left out: they are ours, and stand where a long word is broken. */
export function shapeOf(html: string): readonly string[] {
  return (html.match(/<[^>]*>/g) ?? []).filter((tag) => !/^<br ?\/?>$/.test(tag));
}

/** What a reader sees. */
export function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|nbsp|#\d+|#x[0-9a-fA-F]+);/g, (_entity, name: string) => characterOf(name));
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: '\u00a0' };

function characterOf(name: string): string {
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return NAMED[name] ?? String.fromCodePoint(code);
}
