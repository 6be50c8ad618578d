/** Helper programs, each in its own process that can be ended at any time. */
import { fileURLToPath } from 'node:url';

/** A helper's path, in the folder of the file that starts it: a TypeScript file in the source, a chunk in the built program. */
export function helperFile(name: 'lookup-helper' | 'system-roots-helper' | 'estimate-helper' | 'script-helper', startedBy: string): string {
  const extension = startedBy.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`./${name}.${extension}`, startedBy));
}
