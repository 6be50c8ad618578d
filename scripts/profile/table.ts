/** The tables of a profile: time by folder, by file and by function. */
import type { Call, ReadProfile } from './read.ts';

const ROWS = 25;

export function table({ top, busyUs, idleUs }: ReadProfile, processes: number): string {
  const functions = new Map<string, number>();
  const files = new Map<string, number>();
  const folders = new Map<string, number>();
  walk(top, ({ name, file, selfUs }) => {
    add(functions, name === file ? name : `${name}  ${file}`, selfUs);
    add(files, file, selfUs);
    add(folders, file.startsWith('src/') ? file.split('/').slice(0, 2).join('/') : file, selfUs);
  });
  const head = `${ms(busyUs)} ms busy, ${ms(idleUs)} ms idle, in the longest of ${processes} processes`;
  return [head, ...[rows('by folder', folders), rows('by file', files), rows('by function', functions)].flat(), ''].join('\n');

  function rows(title: string, spent: ReadonlyMap<string, number>): string[] {
    const most = [...spent].sort(([, a], [, b]) => b - a).slice(0, ROWS);
    return ['', `Own time ${title} (ms, share)`, ...most.map(([what, us]) => `${ms(us).padStart(7)}  ${share(us)}  ${what}`)];
  }

  function share(us: number): string {
    return `${((us / busyUs) * 100).toFixed(1).padStart(4)} %`;
  }
}

function walk(call: Call, visit: (call: Call) => void): void {
  visit(call);
  for (const each of call.below) walk(each, visit);
}

function add(spent: Map<string, number>, what: string, us: number): void {
  spent.set(what, (spent.get(what) ?? 0) + us);
}

function ms(us: number): string {
  return (us / 1000).toFixed(us < 10_000 ? 1 : 0);
}
