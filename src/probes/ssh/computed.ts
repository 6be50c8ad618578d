/**
 * What the npm package ssh-config computes for a name. It follows no Include, so the lines of included files are put in their place first.
 * Only in a process of its own (`estimate-helper.ts`): a pattern may take it for ever.
 */
import SSHConfig, { glob, type Line, LineType, parse } from 'ssh-config';
import { inOrder, valuesOf } from './section-lines.ts';

export interface FilesToEstimate {
  name: string;
  /** Read by themselves, in order. */
  roots: string[];
  files: { path: string; text: string }[];
  /** A path of an Include line, and what it leads to. */
  includes: { file: string; pattern: string; leadsTo: string[] }[];
}

export interface Computed {
  /** Keywords in lower case, in the order in which they were set. */
  settings: [keyword: string, value: string][];
  /** A Match line may have applied: its criteria are not all known, and its command is not run. */
  isPartial: boolean;
}

/** As deep as ssh goes (READCONF_MAX_DEPTH). */
const MOST_DEPTH = 16;

export function computed(given: FilesToEstimate): Computed {
  const config = new SSHConfig();
  for (const path of given.roots) config.push(...flattened(path, given, 0));
  const isPartial = [...inOrder(config)].some((node) => 'criteria' in node && !isAll(node));
  // `matchExec: false`: it would run the commands. What looks names up is kept from it by `estimate.ts`.
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
    // What a section includes counts where the section applies; behind it the section goes on.
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
