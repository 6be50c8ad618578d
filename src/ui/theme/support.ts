/** Decides about colour and ASCII once, only from flags and the environment. */

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `--no-color` decides, then FORCE_COLOR as Node reads it, then NO_COLOR (https://no-color.org: set and not empty). Whether there is a
 * terminal was checked earlier, because without one nothing is drawn.
 */
export function isColoured(environment: Environment, noColor: boolean): boolean {
  if (noColor) return false;
  const forced = environment['FORCE_COLOR'];
  if (isSet(forced)) return forced !== '0' && forced !== 'false';
  return !isSet(environment['NO_COLOR']);
}

/** Variables of programs whose terminals use UTF-8, whatever the locale. */
const UTF8_TERMINALS = ['WT_SESSION', 'VTE_VERSION', 'KITTY_WINDOW_ID', 'KONSOLE_VERSION', 'WEZTERM_PANE', 'ConEmuTask'] as const;
const UTF8_PROGRAMS: ReadonlySet<string> = new Set([
  'vscode',
  'iTerm.app',
  'Apple_Terminal',
  'WezTerm',
  'ghostty',
  'Hyper',
  'rio',
  'Tabby',
]);

/**
 * Whether to use only ASCII: on request, or if the terminal may not support other characters. A named locale decides (POSIX: LC_ALL, then
 * LC_CTYPE, then LANG). Without one, as in many containers, the kind of terminal decides.
 */
export function usesAsciiOnly(
  asked: boolean,
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (asked) return true;
  const { LC_ALL, LC_CTYPE, LANG, TERM, TERM_PROGRAM, TERMINAL_EMULATOR } = environment;
  // The font of the Linux console lacks the symbols of the theme.
  if (TERM === 'linux') return true;
  const locale = [LC_ALL, LC_CTYPE, LANG].find(isSet);
  // Windows itself does not set these variables, so there a Unix-like shell has set them.
  if (locale !== undefined && platform !== 'win32') return !/utf-?8/i.test(locale);
  const known =
    UTF8_TERMINALS.some((name) => isSet(environment[name])) ||
    UTF8_PROGRAMS.has(TERM_PROGRAM ?? '') ||
    TERMINAL_EMULATOR === 'JetBrains-JediTerm';
  return !known && platform !== 'darwin';
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
