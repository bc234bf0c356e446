/** An element as text: with elements or a text inside, indented as the device does. */
export type Xml = {
  readonly name: string;
  readonly inside: string | readonly Xml[];
  readonly attributes?: string;
};

export function element(name: string, inside: string | readonly Xml[], attributes = ''): Xml {
  return { name, inside, attributes };
}

/** A whole answer, as `| display xml` prints it. */
export function replyText(version: string, answer: readonly Xml[]): string {
  const release = version.replaceAll(/[^\w.-]/g, '');
  return [
    `<rpc-reply xmlns:junos="http://xml.juniper.net/junos/${release}/junos">`,
    ...answer.flatMap((one) => linesOf(one, '    ')),
    '    <cli>',
    '        <banner></banner>',
    '    </cli>',
    '</rpc-reply>',
  ].join('\n');
}

function linesOf({ name, inside, attributes }: Xml, indent: string): readonly string[] {
  const open = `<${name}${attributes === undefined || attributes === '' ? '' : ` ${attributes}`}>`;
  if (typeof inside === 'string') return [`${indent}${open}${escaped(inside)}</${name}>`];
  return [
    `${indent}${open}`,
    ...inside.flatMap((one) => linesOf(one, `${indent}    `)),
    `${indent}</${name}>`,
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
