/** True for what may be a prompt of exec mode, `core1(s1)#` included; used while this device's own is not known. */
export function looksLikeExec(line: string): boolean {
  return /^[\w.\-@/:()]{1,80}[>#]$/.test(line) && !line.includes('(config');
}

/** The prompts of one device. */
export interface Prompts {
  /** The exec prompt, exactly. */
  isExec(line: string): boolean;
  /** The mode in a configuration prompt (`config-if-Et1`, `config-s-pl-abc`), or null when the line is none. */
  modeOf(line: string): string | null;
  /** Any of both. */
  isAny(line: string): boolean;
}

/** The prompts of a device whose exec prompt is `exec` (`sw1#`). Configuration prompts begin with the whole name. */
export function createPrompts(exec: string): Prompts {
  const base = exec.slice(0, -1).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const configuration = new RegExp(String.raw`^${base}\((config[^)\r\n]{0,120})\)#$`);
  const isExec = (line: string) => line === exec;
  const modeOf = (line: string) => configuration.exec(line)?.[1] ?? null;
  return { isExec, modeOf, isAny: (line) => isExec(line) || modeOf(line) !== null };
}

/** True when a mode is the top of the configuration session `name`, of which a prompt shows the first characters only. */
export function isTopOfSession(mode: string, name: string): boolean {
  const shown = /^config-s-(.+)$/.exec(mode)?.[1];
  return shown !== undefined && name.startsWith(shown);
}
