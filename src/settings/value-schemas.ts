import { isIP } from 'node:net';
import { z } from 'zod';

/** Schemas from the text of a variable to its value. Their messages say what was expected; the loader adds the rest. */

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  const expected = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .refine((value) => value >= min && value <= max, expected);
}

/** Whole numbers within bounds, separated by commas; none for an empty text. */
export function wholeNumbers(min: number, max: number): z.ZodType<readonly number[], string> {
  const expected = `whole numbers from ${min} to ${max}, separated by commas`;
  return list.transform((elements, context) => {
    const values = elements.map((element) => (/^\d{1,15}$/.test(element) ? Number(element) : Number.NaN));
    if (values.every((value) => value >= min && value <= max)) return values;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
): z.ZodType<Words[number], string> {
  return z.string().pipe(z.enum(words, `one of ${words.join(', ')}`));
}

/** Text on one line. */
export function text(min: number, max: number): z.ZodType<string, string> {
  const expected = `${min} to ${max} characters on one line`;
  return z
    .string()
    .min(min, expected)
    .max(max, expected)
    .regex(/^\P{Cc}*$/u, expected);
}

/** A regular expression, kept as text. One that matches nothing at all would find a ticket between any two letters. */
export function pattern(max: number): z.ZodType<string, string> {
  return text(1, max).refine(isPattern, 'a regular expression that does not match the empty text');
}

function isPattern(value: string): boolean {
  try {
    return !new RegExp(value, 'u').test('');
  } catch {
    return false;
  }
}

/** Words separated by commas; blanks around them do not count, and an empty text is an empty list. */
export const list: z.ZodType<readonly string[], string> = z.string().transform((value) =>
  value
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== ''),
);

/** IP prefixes separated by commas. */
export const prefixes: z.ZodType<readonly string[], string> = list.refine(
  (elements) => elements.every(isPrefix),
  'IP prefixes separated by commas',
);

/** True for `192.0.2.0/24` and `2001:db8::/32`; the length must be there, so that a host address is meant as one. */
export function isPrefix(value: string): boolean {
  const [address = '', length = '', ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(length)) return false;
  return Number(length) <= (family === 4 ? 32 : 128);
}

/** An http or https address without user, query and fragment; a slash at its end is dropped. */
export const httpUrl: z.ZodType<string, string> = z
  .string()
  .refine(isPlainHttpUrl, 'an http:// or https:// address without user name, query and fragment')
  .transform((value) => value.replace(/\/+$/, ''));

function isPlainHttpUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return false;
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

/** A PostgreSQL address. */
export const postgresUrl: z.ZodType<string, string> = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^postgres(?:ql)?:$/.test(new URL(value).protocol),
    'a postgresql:// address',
  );

/** A host name or IP address to listen on. */
export const host: z.ZodType<string, string> = z
  .string()
  .refine(
    (value) => isIP(value) !== 0 || /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/.test(value),
    'a host name or IP address',
  );

/** Only this machine: pages and API have no sign-in of their own yet. */
export const loopbackHost: z.ZodType<string, string> = z
  .string()
  .refine(
    (value) => value === 'localhost' || value === '::1' || (isIP(value) === 4 && value.startsWith('127.')),
    'a loopback address (127.0.0.1, ::1 or localhost)',
  );

const KEY = /^[A-Za-z0-9_-]{1,32}:(?:[0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)$/;

/** `id:key,id:key`, as the store reads them; kept as text. */
export const keys: z.ZodType<string, string> = z.string().refine((value) => {
  const entries = value.split(',').map((entry) => entry.trim());
  const ids = entries.map((entry) => entry.split(':')[0]);
  return entries.every((entry) => KEY.test(entry)) && new Set(ids).size === ids.length;
}, 'id:key,id:key with each id once and keys of 32 bytes in base64 or hex (`openssl rand -base64 32`)');
