/** The caret under the word that fits nothing, and the words below it (facts/devices.md 2.1). */
export function invalidInput(typed: string, word: number, promptLength: number): string {
  const columns = [...typed.matchAll(/\S+/g)].map((match) => match.index);
  const column = columns[word] ?? typed.length;
  return `${' '.repeat(promptLength + column)}^\n% Invalid input detected at '^' marker.\n`;
}

/** A word the device takes for a host name; with name resolution on it tries that first. */
export function unknownCommand(word: string, resolves: boolean): string {
  const attempt = resolves ? `Translating "${word}"...domain server (255.255.255.255)\n` : '';
  return `${attempt}% Unknown command or computer name, or unable to find computer address`;
}
