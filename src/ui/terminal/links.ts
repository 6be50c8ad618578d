/** Paths as links (OSC 8) in terminals that are known to support links. Some other terminals would print the escape sequence. */
import { pathToFileURL } from 'node:url';

/** Turns a displayed path into a link to the file. */
export type FileLink = (path: string, text: string) => string;

interface Machine {
  environment: Readonly<Record<string, string | undefined>>;
  /** The link contains the machine's name, so that a terminal on another machine does not open a file of its own. */
  hostname: string;
  /** The home folder, for which `~` stands. */
  home: string;
}

const KNOWN: ReadonlySet<string> = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'rio']);

/** Makes a path a link; null if the terminal has no links, or if this is unknown. */
export function fileLinks({ environment, hostname, home }: Machine): FileLink | null {
  if (!hasLinks(environment)) return null;
  return (path, text) => {
    const url = pathToFileURL(path.startsWith('~/') ? home + path.slice(1) : path);
    return `\u001b]8;;file://${hostname}${url.pathname}\u0007${text}\u001b]8;;\u0007`;
  };
}

/** VTE supports links since 0.50; older versions print the sequence. Whether tmux and screen pass links on is unknown. */
function hasLinks(environment: Machine['environment']): boolean {
  const { TMUX, STY, TERM, TERM_PROGRAM, VTE_VERSION, WT_SESSION, KITTY_WINDOW_ID, KONSOLE_VERSION } = environment;
  if (isSet(TMUX) || isSet(STY) || TERM === 'dumb' || TERM === 'linux') return false;
  if (KNOWN.has(TERM_PROGRAM ?? '') || isSet(WT_SESSION) || isSet(KITTY_WINDOW_ID)) return true;
  return Number(VTE_VERSION ?? 0) >= 5000 || Number(KONSOLE_VERSION ?? 0) >= 201_200;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
