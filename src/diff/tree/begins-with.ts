/** True when a line is `words` or goes on after them: whole words, so that `ip address` is not `ip addresses`. */
export function beginsWith(line: string, words: string): boolean {
  const start = words.trimEnd();
  return line.startsWith(start) && (line.length === start.length || line.charAt(start.length) === ' ');
}
