/** Paths below a home folder name a person. */
import type { Identifiers } from '../identifiers.ts';
import type { Span } from '../span.ts';

const HOME_PATH = /(?<![A-Za-z0-9_/.:])(?:\/home\/|\/Users\/|[A-Za-z]:[\\/]Users[\\/])[^\s"'<>`:;,|*?()]{1,512}/g;

export function homePaths(text: string, make: Identifiers): Span[] {
  return Array.from(text.matchAll(HOME_PATH), (match): Span => {
    const path = match[0].replace(/[.]+$/, '');
    return { start: match.index, end: match.index + path.length, rule: 'path', secret: false, replacement: make.path(path) };
  });
}
