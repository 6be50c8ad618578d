/** File paths: parts common to all machines stay; people and projects are masked. */
import { addCheckLetter, isPseudonym } from '../model/masked.ts';
import type { NameContext } from './names.ts';
import { isRedacted } from './span.ts';
import { isCommonSegment } from './words.ts';

/** Masks a path on the disk, or the path of a URL below an unpublished host. Its structure stays. */
export function maskPath(path: string, context: NameContext): string {
  return path
    .split(/([\\/]+)/)
    .map((part) => (/^[\\/]*$/.test(part) ? part : maskSegment(part, context)))
    .join('');
}

function maskSegment(segment: string, context: NameContext): string {
  const lower = segment.toLowerCase();
  if (segment === '~' || segment === '.' || segment === '..' || isCommonSegment(lower) || isRedacted(segment)) return segment;
  const [, stem = segment, ending = ''] = /^(.+?)(\.(?:pem|crt|cer|der|p12|pfx|key|json|conf|cfg|txt|log|git|zip))?$/i.exec(segment) ?? [];
  if (isPseudonym(stem)) return segment;
  const pseudonym = addCheckLetter(`px-${context.tag('segment', stem, 6)}`);
  context.made(pseudonym, stem);
  return pseudonym + ending;
}
