/** Any prompt of exec mode; used only until this device's own is known, because banners look like it, too. */
export const ANY_PROMPT = /^[\w.\-@/:]{1,63}[>#]$/;

/** The prompts of one device. */
export interface Prompts {
  /** The exec prompt, exactly. */
  isExec(line: string): boolean;
  /** The mode in a configuration prompt (`config`, `config-if`), or null when the line is none. */
  modeOf(line: string): string | null;
  /** Any of both. */
  isAny(line: string): boolean;
}

/**
 * The prompts of a device whose exec prompt is `exec` (`edge1#`). Configuration prompts cut the name, so only its
 * first 16 characters count there.
 */
export function createPrompts(exec: string): Prompts {
  const name = exec.slice(0, -1);
  const base = name.slice(0, 16).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const configuration = new RegExp(String.raw`^${base}[\w.\-@/:]*\((config[^)\r\n]{0,64})\)#$`);
  const isExec = (line: string) => line === exec;
  const modeOf = (line: string) => configuration.exec(line)?.[1] ?? null;
  return { isExec, modeOf, isAny: (line) => isExec(line) || modeOf(line) !== null };
}

/** Mode and name in a configuration prompt of whatever name, for the moment after the name was changed. */
export function renamedPromptOf(line: string): { readonly name: string; readonly mode: string } | null {
  const [, name, mode] = /^([\w.\-@/:]{1,63})\((config[^)\r\n]{0,64})\)#$/.exec(line) ?? [];
  return name === undefined || mode === undefined ? null : { name, mode };
}
