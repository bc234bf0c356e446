/** Applies `| include`, `| exclude`, `| begin` or `| section` to an answer. */
export function filterAnswer(text: string, filter: string | undefined): string {
  const [, verb = '', pattern = ''] = /^(\S+)\s+(.*)$/.exec(filter?.trim() ?? '') ?? [];
  if (verb === '') return text;
  const lines = text.split('\n');
  const expression = new RegExp(pattern);
  if ('include'.startsWith(verb)) return lines.filter((line) => expression.test(line)).join('\n');
  if ('exclude'.startsWith(verb)) return lines.filter((line) => !expression.test(line)).join('\n');
  if ('begin'.startsWith(verb))
    return lines
      .slice(
        Math.max(
          0,
          lines.findIndex((line) => expression.test(line)),
        ),
      )
      .join('\n');
  return sectionsOf(lines, expression).join('\n');
}

function sectionsOf(lines: readonly string[], expression: RegExp): readonly string[] {
  let inside = false;
  return lines.filter((line) => {
    if (!line.startsWith(' ')) inside = expression.test(line);
    return inside;
  });
}
