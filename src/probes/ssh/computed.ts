/**
 * Computes the settings for an alias with the npm package ssh-config. The package follows no Include, so the lines of included files are
 * inserted first. It runs only in its own process (`estimate-helper.ts`), because a pattern may never finish.
 */
import SSHConfig, { glob, type Line, LineType, parse } from 'ssh-config';
import { directiveValues, inOrder, parseLines } from './section-lines.ts';

export interface EstimateInput {
  name: string;
  /** The files that ssh reads first, each parsed separately, in order. */
  roots: string[];
  files: { path: string; text: string }[];
  /** A path of an Include line, and the files it matches. */
  includes: { file: string; line: number; pattern: string; leadsTo: string[] }[];
}

export interface EstimatedConfig {
  /** Keywords in lower case, in the order in which they were set. */
  settings: [keyword: string, value: string][];
  /** True if a Match line may apply, but some of its criteria are unknown or its command is not run. */
  isPartial: boolean;
}

/** The maximum depth of Includes, as in ssh (READCONF_MAX_DEPTH). */
const MAX_DEPTH = 16;
/** The maximum size of all files together. A file counts once for each Include that reads it. */
const MAX_FLATTENED_BYTES = 256 * 1024;

interface Reading extends EstimateInput {
  length: number;
}

/** Throws if ssh may read the files differently, and for circular Includes. */
export function estimateConfig(given: EstimateInput): EstimatedConfig {
  const config = new SSHConfig();
  const reading: Reading = { ...given, length: 0 };
  for (const path of given.roots) config.push(...flattened(path, reading, []));
  const isPartial = [...inOrder(config)].some((node) => 'criteria' in node && !isAll(node));
  // `matchExec: false`, because the package would run the commands. `estimate.ts` excludes settings that cause lookups.
  const values = config.compute(given.name, { ignoreCase: true, matchExec: false });
  const settings = Object.entries(values).map(([keyword, value]): [string, string] => [
    keyword,
    String(Array.isArray(value) ? value[0] : value),
  ]);
  return { settings, isPartial };
}

/** `above` is the chain of files whose Includes lead to this one. */
function flattened(path: string, reading: Reading, above: readonly string[]): Line[] {
  const text = reading.files.find((file) => file.path === path)?.text;
  if (text === undefined) return [];
  if (above.includes(path) || above.length > MAX_DEPTH) throw new Error('a file includes itself, or too many each other');
  reading.length += text.length;
  if (reading.length > MAX_FLATTENED_BYTES) throw new Error('too much text');
  const nodes = parse(text);
  const lines = agreedLines(nodes, text);
  const included = (node: Line) => {
    const entries = reading.includes.filter(({ file, line }) => file === path && line === lines.get(node));
    if (
      !isSame(
        directiveValues(node),
        entries.map(({ pattern }) => pattern),
      )
    )
      throw new Error('an Include is read differently');
    return entries.flatMap(({ leadsTo }) => leadsTo.flatMap((to) => flattened(to, reading, [...above, path])));
  };
  return nodes.flatMap((node) => {
    if (isInclude(node)) return included(node);
    if (!('config' in node)) return [node];
    // An Include splits its section, which continues after it. The included lines count if the section applies.
    const parts: Line[] = [];
    let part = new SSHConfig();
    for (const line of node.config) {
      if (!isInclude(line)) part.push(line);
      else {
        parts.push({ ...node, config: part }, ...(applies(node, reading.name) ? included(line) : []));
        part = new SSHConfig();
      }
    }
    return [...parts, { ...node, config: part }];
  });
}

/** The line of each section and Include. Throws if the package splits words or matches differently from ssh. */
function agreedLines(nodes: readonly Line[], text: string): Map<Line, number> {
  const lines = parseLines(text)?.filter(({ isCommented }) => !isCommented);
  const found = [...inOrder(nodes)].filter((node) => 'config' in node || isInclude(node));
  // In the package `?` also matches the empty text, and a comma separates patterns of a Host line.
  const isAgreed = (node: Line, index: number) =>
    isSame(directiveValues(node), lines?.[index]?.words ?? []) &&
    ('criteria' in node || isInclude(node) || !/[?,]/.test(directiveValues(node).join(' ')));
  if (lines === undefined || !found.every(isAgreed)) throw new Error('a file is read differently');
  return new Map(found.map((node, index) => [node, lines[index]?.line ?? 0]));
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((word, index) => word === others[index]);
}

function isInclude(node: Line): boolean {
  return node.type === LineType.DIRECTIVE && /^include$/i.test(node.param);
}

function applies(section: Line, name: string): boolean {
  return 'criteria' in section ? isAll(section) : glob(directiveValues(section), name);
}

function isAll({ criteria }: Extract<Line, { criteria: unknown }>): boolean {
  return Object.keys(criteria).every((key) => key.toLowerCase() === 'all');
}
