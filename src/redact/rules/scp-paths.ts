/** Paths as in `git@host:team/repository.git`, which reveal a project. */
import type { Identifiers } from '../identifiers.ts';
import { maskPath } from '../paths.ts';
import type { Span } from '../span.ts';

const SCP =
  /(?<![^\s"'=(<,])[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,253}:(?!\d{1,5}(?![\w/.-]))([A-Za-z0-9._~-]{1,100}\/[A-Za-z0-9._~/-]{1,512})/g;

export function findScpPaths(text: string, make: Identifiers): Span[] {
  if (!text.includes('@')) return [];
  return Array.from(text.matchAll(SCP)).flatMap((match): Span[] => {
    const path = match[1] ?? '';
    const end = match.index + match[0].length;
    const replacement = maskPath(path, make.context);
    return replacement === path ? [] : [{ start: end - path.length, end, rule: 'path', secret: false, replacement }];
  });
}
