import type { Scope, Warning } from '../domain/configuration.ts';
import type { ObjectRef } from '../domain/netbox-object.ts';
import type { Platform } from '../domain/platform.ts';
import { refusedLine } from './refused-characters.ts';
import type { IntentProblem, IntentResult } from './intent-result.ts';

const COMMENT: Readonly<Record<Platform, RegExp>> = {
  frr: /^\s*[!#]/,
  cisco_ios: /^\s*!/,
  arista_eos: /^\s*!/,
  juniper_junos: /^\s*(#|\/\*.*\*\/\s*$)/,
};

const IOS_SESSION = /^\s*(end|do( .*)?|conf(igure)?( .*)?|write( .*)?|copy .*|reload.*)$/i;

/** Lines that steer the session instead of stating configuration. `end` may stand once, as the last line. */
const SESSION_LINE: Readonly<Record<Platform, RegExp>> = {
  frr: IOS_SESSION,
  cisco_ios: IOS_SESSION,
  arista_eos: new RegExp(String.raw`${IOS_SESSION.source}|^\s*(abort|commit.*)$`, 'i'),
  // A statement of the same name ends in `;` or opens braces: `commit synchronize;` below `system`.
  juniper_junos:
    /^\s*(commit|rollback|load|run|edit|top|up|exit|quit|end|do|conf(igure)?|request|save)(\s[^;{}]*)?$/i,
};

/**
 * The configuration a rendered template asks a device to have. With `prefixes` (canonical section beginnings) only those
 * sections count, and what stands outside them is told as a warning. Refused, with all problems at once: a line with
 * characters that must not reach a command line, a line that steers the session, a text with nothing in it.
 */
export function intendedFromRendered(
  platform: Platform,
  text: string,
  prefixes: readonly string[],
  template: ObjectRef,
): IntentResult {
  const lines = text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const content = lines.filter((line) => line !== '' && !COMMENT[platform].test(line));
  const problems = [...lineProblems(platform, lines, template), ...emptyProblem(content, template)];
  if (problems.length > 0) return { ok: false, problems };
  const outside = prefixes.length === 0 ? [] : content.filter((line) => isOutside(platform, line, prefixes));
  return {
    ok: true,
    intended: {
      source: 'rendered',
      text: `${lines.join('\n').trimEnd()}\n`,
      scope: scopeOf(prefixes),
      provenance: [{ path: [], key: null, object: template }],
      warnings: outside.map(outsideWarning),
    },
  };
}

function scopeOf(prefixes: readonly string[]): Scope {
  return prefixes.length === 0 ? { kind: 'whole' } : { kind: 'sections', prefixes };
}

function lineProblems(
  platform: Platform,
  lines: readonly string[],
  template: ObjectRef,
): readonly IntentProblem[] {
  const last = lines.findLastIndex((line) => line !== '');
  return lines.flatMap((line, index) => {
    // Comments are never sent.
    if (COMMENT[platform].test(line)) return [];
    const steers = SESSION_LINE[platform].test(line) && !(line === 'end' && index === last);
    const said = steers ? 'it steers the session' : refusedLine(platform, line);
    if (said === null) return [];
    const message = `Line ${index + 1} of the rendered configuration cannot be sent: ${said}. Change the template or its data.`;
    return [{ object: template, message }];
  });
}

function emptyProblem(content: readonly string[], template: ObjectRef): readonly IntentProblem[] {
  if (content.some((line) => line !== 'end')) return [];
  return [
    {
      object: template,
      message: 'The rendered configuration is empty: nothing is compared and nothing is sent.',
    },
  ];
}

function isOutside(platform: Platform, line: string, prefixes: readonly string[]): boolean {
  if (platform === 'juniper_junos') return isOutsideOnJunos(line, prefixes);
  const isTopLevel = !/^\s/.test(line) && !/^(exit.*|end)$/.test(line);
  return isTopLevel && !prefixes.some((prefix) => isBelow(line, prefix));
}

/**
 * A line in set form holds its whole place; in curly form only the outermost statement can be judged, which is enough: it
 * is outside when no prefix begins with it. Braces that close say nothing.
 */
function isOutsideOnJunos(line: string, prefixes: readonly string[]): boolean {
  const [, inSetForm] = /^(?:set|delete|deactivate|activate|protect|unprotect) (.*)$/.exec(line) ?? [];
  if (inSetForm !== undefined) return !prefixes.some((prefix) => isBelow(inSetForm, prefix));
  const [, outermost] = /^([^\s}].*?)\s*[{;]/.exec(line) ?? [];
  return (
    outermost !== undefined &&
    !prefixes.some((prefix) => isBelow(outermost, prefix) || isBelow(prefix, outermost))
  );
}

function isBelow(line: string, prefix: string): boolean {
  return line === prefix || line.startsWith(`${prefix} `);
}

function outsideWarning(line: string): Warning {
  const message = `The template renders "${line}", which is outside the scope: it is ignored.`;
  return { code: 'outside-scope', message, path: [line] };
}
