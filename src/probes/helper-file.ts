/** Programs that the doctor runs beside itself, each in a process of its own that can be ended at any time. */
import { fileURLToPath } from 'node:url';

/** Beside the file that starts it: as source it is TypeScript, in the built program all chunks lie in one folder. */
export function helperFile(name: 'lookup-helper' | 'system-roots-helper' | 'estimate-helper', startedBy: string): string {
  const extension = startedBy.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`./${name}.${extension}`, startedBy));
}
