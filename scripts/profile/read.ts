/** A `.cpuprofile` of V8 as a tree of calls, each with its time and the source file that its code came from. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

export interface Call {
  name: string;
  /** `src/…`, a package, `node` for Node itself, or what V8 does, such as `(garbage collector)`. */
  file: string;
  selfUs: number;
  totalUs: number;
  below: Call[];
}

export interface ReadProfile {
  raw: Profile;
  top: Call;
  /** Without the time in which nothing ran. */
  busyUs: number;
  idleUs: number;
}

const IDLE = '(idle)';

export function readProfile(raw: Profile): ReadProfile {
  const spent = new Map<number, number>();
  for (const [at, id] of raw.samples.entries()) spent.set(id, (spent.get(id) ?? 0) + (raw.timeDeltas[at] ?? 0));
  const byId = new Map(raw.nodes.map((node) => [node.id, node]));
  const callOf = (node: Profile['nodes'][number]): Call => {
    const below = merged((node.children ?? []).flatMap((id) => byId.get(id) ?? []).map(callOf));
    const selfUs = spent.get(node.id) ?? 0;
    const { functionName, url, lineNumber } = node.callFrame;
    const totalUs = below.reduce((sum, call) => sum + call.totalUs, selfUs);
    return { name: functionName || '(anonymous)', file: fileOf(functionName, url, lineNumber), selfUs, totalUs, below };
  };
  const [first] = raw.nodes;
  if (first === undefined) throw new Error('A profile without a call.');
  const whole = callOf(first);
  const idleUs = whole.below.find(({ name }) => name === IDLE)?.totalUs ?? 0;
  const top = { ...whole, totalUs: whole.totalUs - idleUs, below: whole.below.filter(({ name }) => name !== IDLE) };
  return { raw, top, busyUs: top.totalUs, idleUs };
}

/** Calls of one function from one place, which V8 tells apart by how they were compiled. */
function merged(calls: readonly Call[]): Call[] {
  const groups = Map.groupBy(calls, ({ name, file }) => `${name} ${file}`);
  return [...groups.values()].map((group) => {
    const [first, ...rest] = group;
    if (first === undefined || rest.length === 0) return group[0] as Call;
    const sum = (of: (call: Call) => number) => group.reduce((all, call) => all + of(call), 0);
    const below = merged(group.flatMap((call) => call.below));
    return { ...first, selfUs: sum((call) => call.selfUs), totalUs: sum((call) => call.totalUs), below };
  });
}

function fileOf(functionName: string, url: string, line: number): string {
  if (url.startsWith('node:')) return 'node';
  if (!url.startsWith('file:')) return url === '' && functionName.startsWith('(') ? functionName : 'node';
  return sourceAt(url, line);
}

const beginnings = new Map<string, { line: number; source: string }[]>();

/** In a readable build a comment says which file begins. */
function sourceAt(url: string, line: number): string {
  let known = beginnings.get(url);
  if (known === undefined) {
    const path = fileURLToPath(url);
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    known = lines.flatMap((text, at) => {
      const source = /^\/\/ ((?:src|node_modules)\/\S+)$/.exec(text)?.[1];
      return source === undefined ? [] : [{ line: at, source: packageOf(source) }];
    });
    beginnings.set(url, known);
  }
  return known.findLast((each) => each.line <= line)?.source ?? 'the launcher';
}

function packageOf(source: string): string {
  return /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? source;
}
