/** A flame graph: a bar a call, as wide as its time, below the call that made it. Hovering names it. */
import type { Call, ReadProfile } from './read.ts';

const WIDTH = 1600;
const ROW = 16;
/** Narrower bars say nothing, and make files of megabytes. */
const NARROWEST = 0.8;
const SIGN = 6.2;

export function flameGraph({ top, busyUs }: ReadProfile, name: string): string {
  const bars: string[] = [];
  let depth = 0;
  const draw = (call: Call, x: number, level: number): void => {
    const width = (call.totalUs / busyUs) * WIDTH;
    if (width < NARROWEST) return;
    depth = Math.max(depth, level);
    bars.push(bar(call, x, level, width));
    let at = x;
    for (const each of call.below.toSorted((a, b) => b.totalUs - a.totalUs)) {
      draw(each, at, level + 1);
      at += (each.totalUs / busyUs) * WIDTH;
    }
  };
  draw(top, 0, 0);
  const height = (depth + 2) * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="10">`,
    `<title>${escaped(name)}: ${(busyUs / 1000).toFixed(0)} ms</title><rect width="100%" height="100%" fill="#fff"/>`,
    ...bars,
    '</svg>\n',
  ].join('\n');

  function bar({ name: called, file, totalUs }: Call, x: number, level: number, width: number): string {
    const y = level * ROW;
    const share = `${(totalUs / 1000).toFixed(1)} ms, ${((totalUs / busyUs) * 100).toFixed(1)} %`;
    const shown = called.slice(0, Math.floor(width / SIGN));
    const text = shown.length < 3 ? '' : `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escaped(shown)}</text>`;
    const box = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 1}" fill="${colour(file)}"/>`;
    return `<g><title>${escaped(`${called} (${file}) ${share}`)}</title>${box}${text}</g>`;
  }
}

/** Warm for our own code, green for packages, blue for Node, grey for V8. */
function colour(file: string): string {
  if (file.startsWith('src/')) return '#fca';
  if (file.startsWith('(')) return '#ccc';
  return file === 'node' ? '#acf' : '#bdb';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
