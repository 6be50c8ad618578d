/** Puts the engine of proxy scripts into the helper that needs it: WebAssembly, compressed, so that nothing is read from beside the code. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'esbuild';

export const scriptEngine: Plugin = {
  name: 'script-engine',
  setup(plugin) {
    plugin.onLoad({ filter: /probes[\\/]pac[\\/]wasm\.ts$/ }, async () => {
      const wasm = await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));
      return {
        contents: `
          import { brotliDecompressSync } from 'node:zlib';
          export const engineBytes = () => new Uint8Array(brotliDecompressSync(Buffer.from('${brotliCompressSync(wasm).toString('base64')}', 'base64')));`,
        loader: 'js',
      };
    });
  },
};
