/**
 * The files as text: every file that an Include line leads to, live or not, and what of the product's is in it. No
 * pattern of a Host line is matched and no value is decided; that is the client's business.
 */
import { type AliasSection, type ConfigPlace, type Generation, generationOf } from '../../model/ssh/index.ts';
import { type OpenedFile, openConfig } from './config-file.ts';
import { type ConfigLine, configLine, eachLine, words } from './config-text.ts';
import { filesMatching, isPattern } from './glob.ts';
import { expandedHome, pathsOf, type SshHome } from './home.ts';

export interface ScannedInclude {
  place: ConfigPlace;
  pattern: string;
  isCommented: boolean;
  below: ConfigPlace | null;
  leadsTo: string[];
}

export interface Scan {
  files: OpenedFile[];
  includes: ScannedInclude[];
  /** `applied` and `isRead` are for the client to say. */
  sections: Pick<AliasSection, 'place' | 'patterns' | 'generations'>[];
  /** Match lines with an exec criterion. */
  execLines: ConfigPlace[];
  /** The first Host or Match line of the main file, or one past its end. */
  firstSection: ConfigPlace | null;
  isCut: boolean;
}

const MOST_FILES = 64;
const MOST_TO_A_LINE = 32;
const MOST_LISTED = 200;

/** Reads the client's own files, then what they include, breadth first, each once. */
export async function scanConfig(home: SshHome): Promise<Scan> {
  const scan: Scan = { files: [], includes: [], sections: [], execLines: [], firstSection: null, isCut: false };
  const roots = [
    { path: home.namedFile, role: 'named' as const },
    { path: home.userFile, role: 'user' as const },
    { path: home.systemFile, role: 'system' as const },
  ];
  const queue: { path: string; role: OpenedFile['role']; isUsers: boolean }[] = roots.flatMap(({ path, role }) =>
    path === null ? [] : [{ path, role, isUsers: role !== 'system' }],
  );
  const seen = new Set(queue.map(({ path }) => path));
  for (const next of queue) {
    if (scan.files.length >= MOST_FILES) {
      scan.isCut = true;
      break;
    }
    const file = await openConfig(next.path, next.role, home);
    scan.files.push(file);
    if (file.text === null) continue;
    const before = scan.includes.length;
    scanText(file.path, file.text, scan);
    for (const include of scan.includes.slice(before)) {
      include.leadsTo = await targetsOf(include.pattern, next.isUsers, home);
      for (const path of include.leadsTo) {
        // What a comment leads to is read to see whose it is.
        if (seen.has(path) || (include.isCommented && !isOurPath(path))) continue;
        seen.add(path);
        queue.push({ path, role: 'included', isUsers: next.isUsers });
      }
    }
  }
  return scan;
}

function scanText(file: string, text: string, scan: Scan): void {
  let line = 0;
  let below: ConfigPlace | null = null;
  let firstSection: ConfigPlace | null = null;
  const full = (list: readonly unknown[]) => {
    if (list.length >= MOST_LISTED) scan.isCut = true;
    return list.length >= MOST_LISTED;
  };
  for (const raw of eachLine(text)) {
    line += 1;
    const parsed = configLine(raw, line);
    const comment = parsed === null ? commentedInclude(raw, line) : null;
    const said = parsed ?? comment;
    if (said === null) continue;
    const place = { file, line };
    if (said.keyword === 'include') {
      for (const pattern of (words(said.rest) ?? []).slice(0, MOST_TO_A_LINE)) {
        if (pattern !== '' && !full(scan.includes))
          scan.includes.push({ place, pattern, isCommented: parsed === null, below, leadsTo: [] });
      }
      continue;
    }
    if (said.keyword !== 'host' && said.keyword !== 'match') continue;
    below = place;
    firstSection ??= place;
    const section = ourSection(said, place);
    if (section !== null && !full(scan.sections)) scan.sections.push(section);
    if (said.keyword === 'match' && /(?:^|[ \t"!])exec[ \t="]/i.test(said.rest.slice(0, 4096)) && !full(scan.execLines))
      scan.execLines.push(place);
  }
  if (scan.files.length === 1) scan.firstSection = firstSection ?? { file, line: line + 1 };
}

/** A Host line by its patterns; a Match line by those of its host criteria, where `coder` and `gh` put theirs as well. */
function ourSection({ keyword, rest }: ConfigLine, place: ConfigPlace): Scan['sections'][number] | null {
  const all = (words(rest) ?? []).slice(0, 1000);
  const candidates = keyword === 'host' ? all : all.flatMap((word) => word.split(','));
  const patterns = candidates.filter((pattern) => generationOf(pattern) !== null);
  if (patterns.length === 0) return null;
  const generations = new Set(patterns.map(generationOf).filter((generation): generation is Generation => generation !== null));
  return { place, patterns: patterns.slice(0, 8), generations: [...generations] };
}

const COMMENTED = /^[ \t]*#[# \t]*(?=include[ \t="])/i;

/** Only an Include that names the product's files: comments are people's own notes. */
function commentedInclude(raw: string, line: number): ConfigLine | null {
  const found = COMMENTED.exec(raw.slice(0, 1000));
  const parsed = found === null ? null : configLine(raw.slice(found[0].length), line);
  return parsed !== null && words(parsed.rest)?.some(isOurPath) === true ? parsed : null;
}

/** The folders and files that the product's programs write (research/ssh.md §1.1). */
export function isOurPath(path: string): boolean {
  return /(?:^|[/\\~])(?:gitpod|ona|code_gitpod\.d)[/\\]+config$/i.test(path.slice(-300));
}

/** Relative to `~/.ssh` for the user's files, to `/etc/ssh` for the system's, also from inside an included file. */
async function targetsOf(pattern: string, isUsers: boolean, home: SshHome): Promise<string[]> {
  const path = pathsOf(home.platform);
  const expanded = expandedHome(pattern, home.globHome);
  // The client fills in `%d` and variables since 9.6 or so; nothing is guessed for them.
  if (/[%$~]/.test(expanded)) return [];
  const base = isUsers ? path.join(home.globHome, '.ssh') : path.dirname(home.systemFile ?? '/etc/ssh/ssh_config');
  const absolute = path.isAbsolute(expanded) ? expanded : path.join(base, expanded);
  if (home.platform === 'win32') return isPattern(absolute) ? [] : existing(absolute);
  return filesMatching(absolute, MOST_TO_A_LINE);
}

async function existing(path: string): Promise<string[]> {
  return filesMatching(path.replaceAll('\\', '/'), 1).then((found) => (found.length > 0 ? [path] : []));
}
