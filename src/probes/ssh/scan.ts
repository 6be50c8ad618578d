/** The files as text: every included file, with effect or without, and the product's sections. The client decides which of them match. */
import { type AliasSection, type ConfigPlace, generationOf } from '../../model/ssh/index.ts';
import { type OpenedFile, openConfig } from './config-file.ts';
import { findMatchingFiles, isPattern } from './glob.ts';
import { expandHome, pathModuleOf, type SshHome } from './home.ts';
import { isProductPath, type SectionLine, sectionLines } from './section-lines.ts';

export interface ScannedInclude {
  place: ConfigPlace;
  pattern: string;
  isCommented: boolean;
  below: ConfigPlace | null;
  leadsTo: string[];
}

export interface ConfigScan {
  files: OpenedFile[];
  includes: ScannedInclude[];
  /** `applied` and `isRead` are left out, because only the client knows them. */
  sections: Pick<AliasSection, 'place' | 'patterns' | 'generations'>[];
  /** Match lines with an exec criterion. */
  execLines: ConfigPlace[];
  /** The first Host or Match line of the main file, or one past its end. */
  firstSection: ConfigPlace | null;
  isCut: boolean;
}

const MAX_FILES = 64;
const MAX_PER_LINE = 32;
const MAX_LISTED = 200;

/** Reads the client's own files, then their includes, breadth first, each once. */
export async function scanConfig(home: SshHome): Promise<ConfigScan> {
  const scan: ConfigScan = { files: [], includes: [], sections: [], execLines: [], firstSection: null, isCut: false };
  const roots = [
    { path: home.namedFile, role: 'named' as const },
    { path: home.userFile, role: 'user' as const },
    { path: home.systemFile, role: 'system' as const },
  ];
  const queue: { path: string; role: OpenedFile['role']; isUsers: boolean }[] = roots.flatMap(({ path, role }) =>
    path === null ? [] : [{ path, role, isUsers: role !== 'system' }],
  );
  const seen = new Set(queue.map(({ path }) => path));
  let parsed = 0;
  for (const next of queue) {
    if (scan.files.length >= MAX_FILES) {
      scan.isCut = true;
      break;
    }
    const file = await openConfig(next.path, next.role, home);
    scan.files.push(file);
    if (file.text === null) continue;
    const before = scan.includes.length;
    const firstSection = scanText(file.path, sectionLines(file.text, parsed), scan);
    parsed += file.text.length;
    if (scan.files.length === 1) scan.firstSection = firstSection ?? { file: file.path, line: linesIn(file.text) + 1 };
    for (const include of scan.includes.slice(before)) {
      include.leadsTo = await targetsOf(include.pattern, next.isUsers, home);
      for (const path of include.leadsTo) {
        // A commented include is read to see whether it is the product's.
        if (seen.has(path) || (include.isCommented && !isProductPath(path))) continue;
        seen.add(path);
        queue.push({ path, role: 'included', isUsers: next.isUsers });
      }
    }
  }
  return scan;
}

function scanText(file: string, lines: Iterable<SectionLine>, scan: ConfigScan): ConfigPlace | null {
  let below: ConfigPlace | null = null;
  let firstSection: ConfigPlace | null = null;
  const full = (list: readonly unknown[]) => {
    if (list.length >= MAX_LISTED) scan.isCut = true;
    return list.length >= MAX_LISTED;
  };
  for (const { keyword, line, words, isCommented, mayExec } of lines) {
    const place = { file, line };
    if (keyword === 'include') {
      for (const pattern of words.slice(0, MAX_PER_LINE)) {
        if (pattern !== '' && !full(scan.includes)) scan.includes.push({ place, pattern, isCommented, below, leadsTo: [] });
      }
      continue;
    }
    below = place;
    firstSection ??= place;
    const patterns = familyPatterns({ keyword, words });
    const generations = [...new Set(patterns.flatMap((pattern) => generationOf(pattern) ?? []))];
    if (patterns.length > 0 && !full(scan.sections)) scan.sections.push({ place, patterns: patterns.slice(0, 8), generations });
    if (mayExec && !full(scan.execLines)) scan.execLines.push(place);
  }
  return firstSection;
}

/**
 * The patterns of a Host line, or the host criteria of a Match line, that belong to the product. `coder` and `gh` also write Match lines.
 */
export function familyPatterns({ keyword, words }: Pick<SectionLine, 'keyword' | 'words'>): string[] {
  const some = words.slice(0, 1000);
  return (keyword === 'host' ? some : some.flatMap((word) => word.split(','))).filter((pattern) => generationOf(pattern) !== null);
}

/** Includes are relative to `~/.ssh` for the user's files and to `/etc/ssh` for the system's, in included files too. */
async function targetsOf(pattern: string, isUsers: boolean, home: SshHome): Promise<string[]> {
  const path = pathModuleOf(home.platform);
  const expanded = expandHome(pattern, home.globHome);
  // The client expands `%d` and variables since about 9.6. They are not expanded here.
  if (/[%$~]/.test(expanded)) return [];
  const base = isUsers ? path.join(home.globHome, '.ssh') : path.dirname(home.systemFile ?? '/etc/ssh/ssh_config');
  const absolute = path.isAbsolute(expanded) ? expanded : path.join(base, expanded);
  if (home.platform === 'win32') return isPattern(absolute) ? [] : existing(absolute);
  return findMatchingFiles(absolute, MAX_PER_LINE);
}

async function existing(path: string): Promise<string[]> {
  return findMatchingFiles(path.replaceAll('\\', '/'), 1).then((found) => (found.length > 0 ? [path] : []));
}

function linesIn(text: string): number {
  return text.split('\n').length - (text === '' || text.endsWith('\n') ? 1 : 0);
}
