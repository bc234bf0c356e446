import type { z } from 'zod';
import { AUDIENCES, type Audience, type Audiences, NOTICE_KINDS } from '../domain/notice.ts';
import { list } from './value-schemas.ts';

const MOST_URLS = 5;

/** Addresses notices are posted to. Paths and queries may hold a token, as those of many chat systems do. */
export const notifyUrls: z.ZodType<readonly string[], string> = list
  .refine(
    (urls) => urls.length <= MOST_URLS && urls.every(isPostable) && new Set(urls).size === urls.length,
    `up to ${MOST_URLS} different http:// or https:// addresses without user name and fragment, separated by commas`,
  )
  .transform((urls) => urls.map((url) => new URL(url).href));

function isPostable(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return false;
  return url.username === '' && url.password === '' && url.hash === '';
}

/** True when what is posted there can be read on the way to another machine. */
export function isReadableOnTheWay(value: string): boolean {
  const { protocol, hostname } = new URL(value);
  if (protocol === 'https:') return false;
  // The URL parser has already brought every spelling of 127.0.0.1 into this form.
  return !(hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname));
}

const WHO: Readonly<Record<string, readonly Audience[]>> = {
  nobody: [],
  author: ['author'],
  owner: ['owner'],
  'author+owner': ['author', 'owner'],
};

/** `event=who,event=who`: whom events concern where the defaults do not fit. */
export const audiences: z.ZodType<Audiences, string> = list
  .transform((entries) => entries.map((entry) => entry.split('=').map((part) => part.trim())))
  .refine(
    (pairs) => pairs.every(isRule) && new Set(pairs.map(([kind]) => kind)).size === pairs.length,
    `event=who, separated by commas, each event once; events: ${NOTICE_KINDS.join(', ')}; who: ${Object.keys(WHO).join(', ')}`,
  )
  .transform((pairs): Audiences => {
    const rules = pairs.map(([kind = '', who = '']): [string, readonly Audience[]] => [kind, WHO[who] ?? []]);
    return { ...AUDIENCES, ...Object.fromEntries(rules) };
  });

function isRule([kind = '', who = '', ...rest]: readonly string[]): boolean {
  return NOTICE_KINDS.some((known) => known === kind) && Object.hasOwn(WHO, who) && rest.length === 0;
}
