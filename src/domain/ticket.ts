/** `NET-42`, `CHG0012345`, `#123`; not what network people write the same way (`VLAN-20`). */
export const USUAL_TICKETS = String.raw`\b(?!(?:AS|LAG|RFC|UTF|VLAN|VRF)-)[A-Z][A-Z0-9]+-\d+\b|\b(?:CHG|INC|PRB|REQ|RITM|SCTASK)\d{3,}\b|(?<![\w&])#\d+\b`;

/** NetBox allows 200 characters in a changelog message; bounds the work of a pattern somebody wrote. */
const LONGEST_MESSAGE = 500;
const LONGEST_TICKET = 64;
const MOST_TICKETS = 5;

/** The ticket numbers in a changelog message, each once, in the order they stand there. `pattern` must be a valid one. */
export function ticketsIn(message: string, pattern: string): readonly string[] {
  const found = message.slice(0, LONGEST_MESSAGE).match(new RegExp(pattern, 'gu')) ?? [];
  const whole = found.filter((ticket) => ticket !== '' && ticket.length <= LONGEST_TICKET);
  return [...new Set(whole)].slice(0, MOST_TICKETS);
}
