/**
 * Makes sentences about NetBox's values one line that shows what it says: a name with a line break or with characters nobody
 * sees would otherwise forge a second sentence in the journal.
 */
export function oneLine(message: string): string {
  return message.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
