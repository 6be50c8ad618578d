/**
 * Ink's libraries of text cost more at their first use than Node's own start: three segmenters of ICU, its list of emoji, and
 * its tables with the first sign that is not ASCII (120 ms of CPU beside 40 ms). Built, they make each of these with the first
 * text that needs it, and signs that take one cell each are counted as ASCII is.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { NARROW } from '../../src/render/line/width.ts';

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
};

function onDemand(method: string, made: string): string {
  return `(() => { let made; return { ${method}: (text) => (made ??= ${made}).${method}(text) }; })()`;
}

export const narrowText: Plugin = {
  name: 'narrow-text',
  setup(plugin) {
    plugin.onLoad({ filter: /node_modules\/(?:string-width\/index|wrap-ansi\/index|slice-ansi\/tokenize-ansi)\.js$/ }, async ({ path }) => {
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
