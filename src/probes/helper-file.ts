/** Helper programs, each in its own process that can be ended at any time. */
import { fileURLToPath } from 'node:url';

/** The path beside the file that starts it: TypeScript in the source, one folder of chunks in the built program. */
export function helperFile(name: 'lookup-helper' | 'system-roots-helper' | 'estimate-helper', startedBy: string): string {
  const extension = startedBy.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`./${name}.${extension}`, startedBy));
}
