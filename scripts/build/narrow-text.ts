/**
 * Ink's libraries of text cost more at their first use than Node's own start: three segmenters of ICU, its list of emoji, and
 * its tables with the first sign that is not ASCII (120 ms of CPU beside 40 ms). Built, they make each of these with the first
 * text that needs it, and signs that take one cell each are counted as ASCII is.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { NARROW } from '../../src/render/line/width.ts';

/** Three pictures or so. */
const KEPT_LINES = 200;

/** Initialisers by file, and what stands there instead. */
const REPLACED: Readonly<Record<string, readonly (readonly [was: string, now: string])[]>> = {
  'string-width/index.js': [
    ['new Intl.Segmenter();', `${onDemand('segment', 'new Intl.Segmenter()')};`],
    ['/^\\p{RGI_Emoji}$/v;', `${onDemand('test', "new RegExp('^\\\\p{RGI_Emoji}$', 'v')")};`],
    ['/^[\\u0020-\\u007E]*$/', String(NARROW)],
  ],
  'wrap-ansi/index.js': [
    ['new Intl.Segmenter();', `${onDemand('segment', 'new Intl.Segmenter()')};`],
    ['/^[ -~]*$/', String(NARROW)],
  ],
  'slice-ansi/tokenize-ansi.js': [
    [
      "new Intl.Segmenter(undefined, {granularity: 'grapheme'});",
      `${onDemand('segment', "new Intl.Segmenter(undefined, {granularity: 'grapheme'})")};`,
    ],
  ],
  // What a frame has in common with the one before is not split into cells again, nor what is one line and fits put together again.
  'ink/build/output.js': [
    [
      'export default class',
      `let kept = new OutputCaches();
       const BLANK = { type: 'char', value: ' ', fullWidth: false, styles: [] };
       export default class`,
    ],
    ['caches = new OutputCaches();', `caches = kept.styledChars.size > ${KEPT_LINES} ? (kept = new OutputCaches()) : kept;`],
    ['of this.caches.getStyledChars(text)', "of text.includes('\\n') ? this.caches.getStyledChars(text) : []"],
    ['let lines = characterLines', "let lines = !text.includes('\\n') ? [text] : characterLines"],
    ['return this.sliceLineToColumns(', 'return from === 0 && to === width ? line : this.sliceLineToColumns('],
    ['row.push({', 'row.push(BLANK ?? {'],
  ],
};

function onDemand(method: string, made: string): string {
  return `(() => { let made; return { ${method}: (text) => (made ??= ${made}).${method}(text) }; })()`;
}

export const narrowText: Plugin = {
  name: 'narrow-text',
  setup(plugin) {
    plugin.onLoad({ filter: new RegExp(`node_modules/(?:${Object.keys(REPLACED).join('|')})$`) }, async ({ path }) => {
      const [, file = ''] = path.split('/node_modules/');
      let contents = await readFile(path, 'utf8');
      for (const [was, now] of REPLACED[file] ?? []) {
        if (contents.split(was).length !== 2) throw new Error(`${path} has not one ${was}: check this plugin against the new version`);
        contents = contents.replace(was, () => now);
      }
      return { contents, loader: 'js' };
    });
  },
};
