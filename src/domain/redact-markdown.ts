import { REDACTED } from './redacted.ts';
import { redactSecrets } from './redaction.ts';

/** The mark as text that contains Markdown: as a tag, NetBox would drop it. */
const SHOWN = REDACTED.replace('<', '&lt;').replace('>', '&gt;');

/** What holds an entry together outside fences: row, cell, tag, emphasis, link. Values cannot contain any of it unencoded. */
const STRUCTURE = /(\n|\||<[^<>\n]*>|\*\*|\[|\]\([^()\n]*\)|`+)/;
const FENCE = /^(`{3,})\n[\s\S]*?\n\1$/gm;

/**
 * {@link redactSecrets} for text that contains Markdown of ours: a rule that takes the rest of a line takes the rest of a cell
 * at most. Without this, `snmp-server community …` in a table would swallow the cells beside it, and in a box its end.
 */
export function redactMarkdown(markdown: string): string {
  let end = 0;
  const parts: string[] = [];
  for (const fence of markdown.matchAll(FENCE)) {
    parts.push(redactProse(markdown.slice(end, fence.index)), redactSecrets(fence[0]));
    end = fence.index + fence[0].length;
  }
  return [...parts, redactProse(markdown.slice(end))].join('');
}

function redactProse(text: string): string {
  return text.split(STRUCTURE).map(redactPiece).join('');
}

/** Every second piece is structure. */
function redactPiece(piece: string, index: number): string {
  if (index % 2 === 1 || piece === '') return piece;
  return redactSecrets(piece.replaceAll(SHOWN, REDACTED)).replaceAll(REDACTED, SHOWN);
}
