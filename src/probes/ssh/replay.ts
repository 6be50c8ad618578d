/**
 * Finds the source of each value from the client's own log and the files together. A Host line is active if the log reports that it was
 * applied, a Match line if the log's next answer is yes; no pattern is matched here. The first active line of a keyword sets it.
 */
import type { ConfigPlace } from '../../model/ssh/index.ts';
import { configLines, splitWords } from './config-text.ts';
import { type LogEvent, matchesLoggedPath } from './log-events.ts';

/** An active line, and the Host or Match line above it. */
export interface ActiveLine extends ConfigPlace {
  keyword: string;
  value: string;
  section: ConfigPlace | null;
}

export interface ConfigReplay {
  /** The first active line of each keyword. */
  first: ReadonlyMap<string, ActiveLine>;
  /** Active lines of accumulating keywords, in order: IdentityFile. */
  identityFiles: readonly ActiveLine[];
  /** Active lines that were overridden. */
  late: readonly { line: ActiveLine; winner: ActiveLine }[];
  /** Include lines in the order of the client. */
  includes: readonly (ConfigPlace & { target: string; parseOnly: boolean })[];
  /** Host and Match lines that applied. */
  applied: readonly ConfigPlace[];
  /** Files the client opened, once each. */
  opened: readonly string[];
  /** Match lines with an exec criterion that the client evaluated. */
  exec: readonly ConfigPlace[];
  /** The files were read a second time (`Match final`, canonicalisation). */
  hasSecondPass: boolean;
  /** The client got a name from DNS that no line contains. */
  isCanonicalized: boolean;
  /** The log matches the files. If false, all other fields are unreliable. */
  isSound: boolean;
}

/** The first active line of these two keywords wins, and the other is dropped. */
const RIVALS = new Map([
  ['proxycommand', 'proxyjump'],
  ['proxyjump', 'proxycommand'],
]);
const MAX_DEPTH = 20;

/** `textOf` returns the text of a file in the log; null if it is unreadable. */
export function replayLog(events: readonly LogEvent[], textOf: (file: string) => string | null): ConfigReplay {
  const walker = new Walker(
    events.filter(({ kind }) => kind !== 'exec' && kind !== 'canonicalized'),
    textOf,
  );
  walker.run();
  const isCanonicalized = events.some(({ kind }) => kind === 'canonicalized');
  return {
    ...walker.result(),
    isCanonicalized,
    exec: unique(events.filter((event) => event.kind === 'exec').map(({ file, line }) => ({ file, line }))),
  };
}

class Walker {
  readonly #events: readonly LogEvent[];
  readonly #textOf: (file: string) => string | null;
  readonly #first = new Map<string, ActiveLine>();
  readonly #identityFiles: ActiveLine[] = [];
  readonly #late: { line: ActiveLine; winner: ActiveLine }[] = [];
  readonly #includes: (ConfigPlace & { target: string; parseOnly: boolean })[] = [];
  readonly #applied: ConfigPlace[] = [];
  readonly #opened = new Set<string>();
  #at = 0;
  #isSound = true;
  #isSecondPass = false;

  constructor(events: readonly LogEvent[], textOf: (file: string) => string | null) {
    this.#events = events;
    this.#textOf = textOf;
  }

  run(): void {
    while (this.#isSound && this.#at < this.#events.length) {
      const event = this.#events[this.#at];
      if (event?.kind !== 'reading' && event?.kind !== 'again') break;
      this.#at += 1;
      if (event.kind === 'again') this.#isSecondPass = true;
      else this.#walk(event.file, true, 0, null);
    }
    if (this.#at < this.#events.length) this.#isSound = false;
  }

  result(): Omit<ConfigReplay, 'exec' | 'isCanonicalized'> {
    return {
      first: this.#first,
      identityFiles: this.#identityFiles,
      late: this.#late,
      includes: unique(this.#includes),
      applied: unique(this.#applied),
      opened: [...this.#opened],
      hasSecondPass: this.#isSecondPass,
      isSound: this.#isSound,
    };
  }

  #walk(file: string, activeAtFirst: boolean, depth: number, sectionAbove: ConfigPlace | null): void {
    this.#opened.add(file);
    const text = this.#textOf(file);
    if (text === null || depth > MAX_DEPTH) {
      this.#isSound = false;
      return;
    }
    let active = activeAtFirst;
    let section = sectionAbove;
    for (const { line, keyword, rest } of configLines(text)) {
      if (keyword === 'host' || keyword === 'match') {
        section = { file, line };
        // Below an Include in a dead block nothing applies, but Match lines are still evaluated.
        active = (keyword === 'host' ? this.#takeApplying(file, line) : this.#takeMatch()) && activeAtFirst;
        if (active) this.#applied.push(section);
      } else if (keyword === 'include') this.#takeIncludes(file, line, active, depth, section);
      else if (active) this.#set({ file, line, keyword, value: writtenValue(keyword, rest), section });
      if (!this.#isSound) return;
    }
  }

  #takeApplying(file: string, line: number): boolean {
    const event = this.#events[this.#at];
    if (event?.kind !== 'applying' || event.line !== line || !matchesLoggedPath(file, event.file)) return false;
    this.#at += 1;
    return true;
  }

  #takeMatch(): boolean {
    const event = this.#events[this.#at];
    if (event?.kind !== 'match') {
      // The log ends where the client stopped at an error. In the middle of a file, this means that log and files do not match.
      if (event !== undefined) this.#isSound = false;
      return false;
    }
    this.#at += 1;
    return event.found;
  }

  #takeIncludes(file: string, line: number, active: boolean, depth: number, section: ConfigPlace | null): void {
    for (;;) {
      const event = this.#events[this.#at];
      if (event?.kind !== 'including' || event.line !== line || !matchesLoggedPath(file, event.file)) return;
      this.#at += 1;
      this.#includes.push({ file, line, target: event.target, parseOnly: event.parseOnly });
      const next = this.#events[this.#at];
      // A file that cannot be opened is skipped silently.
      if (next?.kind !== 'reading' || !matchesLoggedPath(event.target, next.file)) continue;
      this.#at += 1;
      this.#walk(event.target, active && !event.parseOnly, depth + 1, section);
      if (!this.#isSound) return;
    }
  }

  #set(line: ActiveLine): void {
    if (line.keyword === 'identityfile') {
      if (!this.#identityFiles.some(({ value }) => value === line.value)) this.#identityFiles.push(line);
      return;
    }
    // ssh fixes the host name before the second pass, even if it is unchanged, so later HostName lines have no effect.
    if (this.#isSecondPass && line.keyword === 'hostname') return;
    const rival = RIVALS.get(line.keyword);
    const winner = this.#first.get(line.keyword) ?? (rival === undefined ? undefined : this.#rivalThatHolds(rival));
    if (winner === undefined) this.#first.set(line.keyword, line);
    else if (!isSamePlace(winner, line) && !this.#late.some((each) => isSamePlace(each.line, line))) this.#late.push({ line, winner });
  }

  /** `ProxyJump none` allows a proxy command; `ProxyCommand none` rules out a jump. */
  #rivalThatHolds(keyword: string): ActiveLine | undefined {
    const line = this.#first.get(keyword);
    return keyword === 'proxyjump' && line?.value.toLowerCase() === 'none' ? undefined : line;
  }
}

/** A proxy command is the rest of its line, including quotes and `#`; other values are words. */
function writtenValue(keyword: string, rest: string): string {
  return keyword === 'proxycommand' ? rest : (splitWords(rest)?.join(' ') ?? rest);
}

export function isSamePlace(one: ConfigPlace, other: ConfigPlace): boolean {
  return one.line === other.line && one.file === other.file;
}

/** The second pass (`Match final`, canonical names) repeats everything. */
function unique<T extends object>(list: readonly T[]): T[] {
  return [...new Map(list.map((each) => [JSON.stringify(each), each])).values()];
}
