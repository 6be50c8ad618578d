/**
 * Computes a name's settings with the npm package ssh-config. It follows no Include, so the lines of included files are inserted first.
 * Only in a process of its own (`estimate-helper.ts`): a pattern may run without end.
 */
import SSHConfig, { glob, type Line, LineType, parse } from 'ssh-config';
import { inOrder, valuesOf } from './section-lines.ts';

export interface FilesToEstimate {
  name: string;
  /** Read separately, in order. */
  roots: string[];
  files: { path: string; text: string }[];
  /** A path of an Include line, and the files it matches. */
  includes: { file: string; pattern: string; leadsTo: string[] }[];
}

export interface Computed {
  /** Keywords in lower case, in the order they were set. */
  settings: [keyword: string, value: string][];
  /** A Match line may have applied: some criteria are unknown, and its command is not run. */
  isPartial: boolean;
}

/** The same depth as ssh (READCONF_MAX_DEPTH). */
const MOST_DEPTH = 16;

export function computed(given: FilesToEstimate): Computed {
  const config = new SSHConfig();
  for (const path of given.roots) config.push(...flattened(path, given, 0));
  const isPartial = [...inOrder(config)].some((node) => 'criteria' in node && !isAll(node));
  // `matchExec: false`: otherwise it would run the commands. `estimate.ts` keeps settings that cause lookups from it.
  const values = config.compute(given.name, { ignoreCase: true, matchExec: false });
  const settings = Object.entries(values).map(([keyword, value]): [string, string] => [
    keyword,
    String(Array.isArray(value) ? value[0] : value),
  ]);
  return { settings, isPartial };
}

function flattened(path: string, given: FilesToEstimate, depth: number): Line[] {
  const text = given.files.find((file) => file.path === path)?.text;
  if (text === undefined || depth > MOST_DEPTH) return [];
  return parse(text).flatMap((node) => {
    const included = (line: Line) =>
      given.includes
        .filter(({ file, pattern }) => file === path && valuesOf(line).includes(pattern))
        .flatMap(({ leadsTo }) => leadsTo.flatMap((to) => flattened(to, given, depth + 1)));
    if (isInclude(node)) return included(node);
    if (!('config' in node)) return [node];
    // Lines included in a section count if the section applies, which continues after them.
    const parts: Line[] = [];
    let part = new SSHConfig();
    for (const line of node.config) {
      if (!isInclude(line)) part.push(line);
      else {
        parts.push({ ...node, config: part }, ...(applies(node, given.name) ? included(line) : []));
        part = new SSHConfig();
      }
    }
    return [...parts, { ...node, config: part }];
  });
}

function isInclude(node: Line): boolean {
  return node.type === LineType.DIRECTIVE && /^include$/i.test(node.param);
}

function applies(section: Line, name: string): boolean {
  return 'criteria' in section ? isAll(section) : glob(valuesOf(section), name);
}

function isAll({ criteria }: Extract<Line, { criteria: unknown }>): boolean {
  return Object.keys(criteria).every((key) => key.toLowerCase() === 'all');
}
