import { REDACTED } from './redacted.ts';

/**
 * The rules behind `redactSecrets`, in order. Three families:
 * - shapes: tokens, hashes, PEM blocks and URLs are secrets wherever they stand;
 * - lines: a configuration line of a known form loses everything after its keyword, because IOS takes the rest of the
 *   line, blanks included, as the secret (`key-string two words`);
 * - words: `password X` inside a sentence loses one word, unless that word only continues the sentence.
 */
export type RedactionRule = (text: string) => string;

/** Words that follow "password" or "secret" in a sentence and are no value. */
const PROSE = new Set(
  (
    'a an the this that these those it its your our their whose which who is was are were be been being has had have ' +
    'must can cannot could may might will would should does did do for of in on at to by from with without and or nor ' +
    'not no but so than then as if when while because after before until again only instead via per between into ' +
    'above below here there file files field fields form part parts prompt policy reset change changes changed ' +
    'rotation manager management login authentication authorization expired expires expiry required missing wrong ' +
    'invalid incorrect given set unset empty expected found refused rejected accepted matches match matched value ' +
    'values protected encryption hash hashes store vault account accounts user users name names needs need unknown ' +
    'used unused sent seen read chain chains exchange itself too also either both twice once never always yet ' +
    'configured contains begins ends differs leaves stays longer shorter'
  ).split(' '),
);

/** How the secret is encoded, between keyword and value: `7`, `sha512`, `level 15`, `ascii-text`. */
const TYPES = String.raw`(?:[ \t]+(?:\d{1,2}|level[ \t]+\d+|sha\d*|sha-?\d+|encrypted|ascii-text|ascii|hexadecimal|hex|md5|clear|cleartext|unencrypted|plain-text|type\d|8a|local|remote)(?=[ \t]+\S))*`;

const VALUE = String.raw`(?:\\?"[^"\n]*"|'[^'\n]*'|\S+)`;
const WORDS = String.raw`(?:password|passphrase|secret)`;
/** Keywords no sentence uses. A leading part (`encrypted-password`, `wpa-psk`) is left to stand before the match. */
const KEYWORDS = String.raw`(?:-${WORDS}|\bpassword-encrypt|\bkey-string|\bkey-octet-string|\b(?:pre-shared|shared|authentication|auth|message-digest|privacy|encryption|master|api)-key|\bpsk)`;

/** Configuration that starts a line: indentation, a diff mark, `no` or a Junos verb may stand before it. */
const START = String.raw`^[ \t+-]*(?:(?:no|set|delete|default)[ \t]+)?`;

export const REDACTION_RULES: readonly RedactionRule[] = [
  // Shapes.
  shape(/-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g),
  shape(/\bnbt_[A-Za-z0-9]+\.[A-Za-z0-9]+/g),
  // A scheme word is followed by a credential only if that has a digit, padding or mixed case ("basic authentication" has none).
  keep(/\b((?:[Bb]earer|[Bb]asic|[Tt]oken)[ \t]+)(?=\S{0,500}(?:\d|=|[a-z][A-Z]))[A-Za-z0-9+/_.~=-]{8,}/g),
  keep(/(\/\/[^/\s:@?#]*:)[^\s/?#]+(?=@)/g),
  shape(/\$(?:1|2[abxy]?|5|6|7|8|9|14|y|sha512|argon2id?)\$[^\s"';,]+/g),
  keep(/\b([A-Z][A-Z0-9_]*(?:TOKEN|SECRET|PASSWORD|KEYS?)(?:_PREVIOUS)?=)(?:"[^"\n]*"|\S+)/g),
  keep(/(cvauth=[a-z]*,)\S+/g),
  // Digests that stand for secrets in compared lines: a weak secret can be guessed from its digest.
  keep(/(\((?:secret|type \d+)(?:, sha256)? )[0-9a-f]{8,}(?=\))/g),
  keep(/(<secret:)[0-9a-f]{8,}(?=>)/g),

  // Lines.
  onlyWith('SECRET-DATA', shape(/(?:"[^"\n]{0,500}"|[^\s;"]{1,500});?(?=[ \t]*##[ \t]*SECRET-DATA)/g)),
  keep(/\b(snmp-server[ \t]+(?:community|user[ \t]+\S+))[ \t]+\S[^\n]*/g, ' '),
  keep(/\b(snmp-server[ \t]+host[ \t]+\S+)[ \t]+\S[^\n]*/g, ' '),
  keep(/\b(snmp[ \t]+community[ \t]+)(?:"[^"\n]*"|[^\s;{]+)/g),
  keep(/^([ \t+-]*community[ \t]+)(?:"[^"\n]*"|[^\s;{]+)(?=[ \t]*\{)/gm),
  keep(
    /\b((?:standby|vrrp|glbp|hsrp)[ \t][^\n]{0,80}?\bauthentication)[ \t]+(?!md5[ \t]+key-chain\b)\S[^\n]*/g,
    ' ',
  ),
  keep(
    /\b(ip[ \t]+nhrp[ \t]+authentication|ip[ \t]+rip[ \t]+authentication[ \t]+string)[ \t]+\S[^\n]*/g,
    ' ',
  ),
  keep(/\b((?:tacacs|radius|tacplus)[\w-]*[ \t](?:[^\n]{0,120}?[ \t])?key)[ \t]+(?!chain\b)\S[^\n]*/g, ' '),
  keep(/\b(server-private[ \t]+\S+[ \t](?:[^\n]{0,120}?[ \t])?key)[ \t]+\S[^\n]*/g, ' '),
  keep(/\b(crypto[ \t]+isakmp[ \t]+key(?:[ \t]+[06](?=[ \t]))?)[ \t]+\S+/g, ' '),
  restOfLine(
    new RegExp(
      String.raw`(${START}(?:enable|username|neighbor|peer|isis|ppp|vtp|mpls|ip|ftp)\b[^\n]*?\b${WORDS}${TYPES})[ \t]+(\S+)([^\n]*)`,
      'gm',
    ),
  ),
  restOfLine(new RegExp(String.raw`(${START}${WORDS}${TYPES})[ \t]+(\S+)([^\n]*)`, 'gm')),
  restOfLine(new RegExp(String.raw`(${KEYWORDS}(?:[ \t]+\d+)?${TYPES})[ \t]+(\S+)([^\n]*)`, 'g')),
  // `key X` under a TACACS+ or RADIUS server; a short number is the id of a key in a key chain.
  keep(
    new RegExp(
      String.raw`(${START}key[ \t]+)(?!\d{1,4}[ \t]*$|chain\b|${REDACTED})(?!(?:${[...PROSE].join('|')})[ \t]*$)\S+(?=[ \t]*$)`,
      'gm',
    ),
  ),
  keep(
    new RegExp(
      String.raw`(${START}key[ \t]+[0-9a-fA-F]+[ \t]+\d[ \t]+)\S+(?=[ \t]*(?:fallback)?[ \t]*$)`,
      'gm',
    ),
  ),

  // Words.
  oneWord(
    new RegExp(
      String.raw`(\b(?:enable|neighbor[ \t]+\S+|username[ \t]+\S+)[ \t]+${WORDS}${TYPES}[ \t]+)(${VALUE})`,
      'gi',
    ),
  ),
  oneWord(new RegExp(String.raw`(\b${WORDS}${TYPES}[ \t]+)(${VALUE})`, 'gi')),
  oneWord(new RegExp(String.raw`(\b(?:md5|key)[ \t]+[05-9][ \t]+)(${VALUE})`, 'g')),
  keep(/(\b(?:md5|key)[ \t]+\d+[ \t]+key[ \t]+)(?:"[^"\n]*"|\S+)/g),
  // Assignments as JSON, YAML, query strings and error texts write them.
  keep(
    /("(?:[\w-]{0,40}(?:password|passphrase|secret|token)|api[_-]?key|authorization|private[_-]?key)"[ \t]*:[ \t]*)"(?:[^"\\\n]|\\.)*"/gi,
  ),
  keep(/\b((?:password|passphrase|secret|token|api_?key)=)(?:"[^"\n]*"|[^\s,&;}"]+)/gi),
  oneWord(
    /(\b(?:[\w-]{0,40}(?:password|passphrase|secret|token)|api_?key)["']?:[ \t]+)("[^"\n]*"|[^\s,}"]+)/gi,
  ),
];

/** Replaces the whole match. */
function shape(pattern: RegExp): RedactionRule {
  return (text) => text.replace(pattern, REDACTED);
}

/** Spares text without `mark` a rule that is slow on long words. */
function onlyWith(mark: string, rule: RedactionRule): RedactionRule {
  return (text) => (text.includes(mark) ? rule(text) : text);
}

/** Replaces what follows group 1. */
function keep(pattern: RegExp, gap = ''): RedactionRule {
  return (text) => text.replace(pattern, (_match, head: string) => `${head}${gap}${REDACTED}`);
}

/** Replaces the rest of a configuration line, unless line and value read as a sentence. */
function restOfLine(pattern: RegExp): RedactionRule {
  return (text) =>
    text.replace(pattern, (match: string, head: string, value: string, rest: string) =>
      isProse(value) && rest.trim() !== '' ? match : `${head} ${REDACTED}`,
    );
}

/** Replaces one word or quoted text after group 1, unless that word continues a sentence. */
function oneWord(pattern: RegExp): RedactionRule {
  return (text) =>
    text.replace(pattern, (match: string, head: string, value: string) =>
      isProse(value) ? match : `${head}${REDACTED}`,
    );
}

function isProse(value: string): boolean {
  if (value.startsWith('(')) return true;
  return PROSE.has(value.replace(/[.,;:!?)]+$/, '').toLowerCase());
}
