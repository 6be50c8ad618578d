/** The JavaScript engine as WebAssembly. The build replaces this file by one that contains it, compressed (`scripts/build.ts`). */
import { createRequire } from 'node:module';
import { readRegularFileSync } from '../../files/regular-file.ts';

const MAX_BYTES = 4 * 1024 * 1024;

export function engineBytes(): Uint8Array<ArrayBuffer> {
  const path = createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm');
  const { bytes } = readRegularFileSync(path, MAX_BYTES);
  if (bytes === null) throw new Error('the engine of quickjs-wasi cannot be read');
  return new Uint8Array(bytes);
}
