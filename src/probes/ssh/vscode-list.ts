/**
 * The names that VS Code's Remote-SSH lists. The extension is closed source. Known from its issue tracker
 * (microsoft/vscode-remote-release): it reads the files with ssh-config and lists nothing if that throws (9479), drops patterns (64, 186),
 * follows an Include at the top of a file and below a Host line with a `*` (4339), and lists a host criterion of Match (11064). Assumed: it
 * lists each name of a Host line separately and reads the system's file, as open-remote-ssh does with the same package.
 */
import { type Line, LineType } from 'ssh-config';
import { type ConfigPlace, nameOf, type VsCodeList } from '../../model/ssh/index.ts';
import { hostMatches } from './glob.ts';
import type { ConfigScan } from './scan.ts';
import { directiveValues, inOrder, MAX_PARSED_BYTES, parseNodes } from './section-lines.ts';

interface Found {
  /** The files it reads, in order. */
  files: string[];
  names: Set<string>;
  /** The first file that the package refuses. */
  notParsed: string | null;
}

/** Null if the files exceed the package's limit here. `asked` is the name that the client got. */
export function vsCodeList(asked: string, scan: ConfigScan): VsCodeList | null {
  const texts = scan.files.map(({ text }) => text?.length ?? 0);
  if (scan.isCut || texts.reduce((sum, length) => sum + length, 0) > MAX_PARSED_BYTES) return null;
  const found: Found = { files: [], names: new Set(), notParsed: null };
  for (const { path, role } of scan.files) if (role !== 'included') follow(path, scan, found);
  const name = nameOf(asked);
  if (found.notParsed !== null) return { state: 'not-parsed', file: found.notParsed, line: null };
  if (found.names.has(name)) return { state: 'listed', file: null, line: null };
  const sections = scan.sections.filter(({ patterns }) => patterns.some((pattern) => hostMatches(name, pattern)));
  const isFollowed = ({ place }: (typeof sections)[number]) => found.files.includes(place.file);
  const fits = (pattern: string) => /[*?!]/.test(pattern) && hostMatches(name, pattern);
  const pattern = sections.find((section) => isFollowed(section) && section.patterns.some(fits));
  if (pattern !== undefined) return { state: 'pattern', ...pattern.place };
  const hidden = sections.flatMap((section) => (isFollowed(section) ? [] : (includeOf(section.place.file, scan) ?? [])))[0];
  return hidden === undefined ? { state: 'absent', file: null, line: null } : { state: 'include-below-section', ...hidden };
}

function follow(path: string, scan: ConfigScan, found: Found): void {
  const text = scan.files.find((file) => file.path === path)?.text;
  if (text == null || found.files.includes(path)) return;
  found.files.push(path);
  const nodes = parseNodes(text);
  if (nodes === null) {
    found.notParsed ??= path;
    return;
  }
  for (const node of nodes) {
    for (const name of namesOf(node)) found.names.add(name);
    const isFollowed = !('config' in node) || (/^host$/i.test(node.param) && directiveValues(node).some((value) => value.includes('*')));
    for (const each of isFollowed ? inOrder([node]) : []) {
      if (each.type !== LineType.DIRECTIVE || !/^include$/i.test(each.param)) continue;
      const patterns = directiveValues(each);
      const includes = scan.includes.filter(
        ({ place, pattern, isCommented }) => place.file === path && !isCommented && patterns.includes(pattern),
      );
      for (const to of includes.flatMap(({ leadsTo }) => leadsTo)) follow(to, scan, found);
    }
  }
}

/** The names in a line, without patterns and negated names. */
function namesOf(node: Line): string[] {
  if (node.type !== LineType.DIRECTIVE) return [];
  const host = 'criteria' in node ? Object.entries(node.criteria).find(([key]) => key.toLowerCase() === 'host')?.[1] : null;
  const values = /^host$/i.test(node.param) ? directiveValues(node) : typeof host === 'string' ? [host] : [];
  return values.filter((value) => !/^!|[*?,]/.test(value));
}

/** The first Include line that leads to this file, without commented ones; null if there is none. */
function includeOf(file: string, scan: ConfigScan): ConfigPlace | null {
  return scan.includes.find(({ leadsTo, isCommented }) => !isCommented && leadsTo.includes(file))?.place ?? null;
}
