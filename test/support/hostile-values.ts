/**
 * Values that would be markup, structure or a trick of display where nobody encodes them. None holds a ticket number or
 * names a secret: what they lead to differs from harmless text in nothing but its letters.
 */
export const HOSTILE_VALUES: Readonly<Record<string, string>> = {
  'a tag that closes the box': '</div></div></td></tr></table><script>alert(1)</script>',
  'an image with a handler': '<img src=x onerror=alert(1)><svg/onload=alert(1)>',
  'a remote image': '![x](http://evil.example/beacon.png) <img src="//evil.example/b.png">',
  links:
    '[look](http://evil.example) [look](javascript:alert(1)) <http://evil.example> [a]: http://evil.example',
  'a link definition': '[1]: http://evil.example "title"\n[1]',
  'cells of a table': 'a | b | c\n| --- | --- |\n| d | e |',
  fences: '```\nout\n````\n~~~\nout\n~~~\n`````` x',
  code: '`` ` ``` a `b` \\` \\\\`',
  emphasis: '**bold** __bold__ *a* _b_ ~~gone~~ ***x***',
  'a heading, a rule and a list': '# head\n\n---\n\n- point\n1. one\n\n===\n: definition\n> quote',
  'a point of a list': '- - 1. > # x',
  'an indented block': '\n\n    indented\n\ttab',
  mentions: '@admin @team #NaN user@evil.example www.evil.example http://evil.example',
  entities: '&lt;b&gt; &#x3c;b&#62; &amp;#x3c; &#x3c;script&#x3e; &copy; &',
  'a comment and an instruction': '<!-- hidden --><?php echo 1 ?><![CDATA[x]]>',
  'directions of text': 'abc\u202egnp.exe\u202c \u2067x\u2069 \u200f\u061c user\u200bname',
  'letters from right to left': 'שלום | (a) مرحبا <b>',
  'controls and halves of letters':
    'a\u0000b\u001b[31mred\u0007\u0008\u0085\u2028x\ud83dy\udc00 \u0002klzzwxh:0001\u0003',
  'other blanks': 'a\u00a0b\u3000c\u2800d\u3164e\ufefff',
  'a template': '{{ 7*7 }}{% if 1 %}yes{% endif %}${7*7}<%= 7*7 %>',
  'one long word': 'x'.repeat(5_000),
  'long lines of signs': `${'<b>|'.repeat(30)}\n${'`*_'.repeat(40)}`,
  'a megabyte': 'over <b>|</b> flow `x` '.repeat(45_000),
};
