/** Classifies a page by title and text. The text is not kept. */
import type { HttpAnswer } from '../../model/phase.ts';

export type PageClass = HttpAnswer['pageClass'];

interface PageMarks {
  is: PageClass;
  title: RegExp;
  /** Patterns for the visible text. */
  words?: RegExp;
  /** Patterns for tags and scripts, not for the text. */
  markup?: RegExp;
}

const BLOCKED = '(?:blocked|restricted|filtered|prohibited)';

/** The first match wins. A login often mentions denied access, and block pages call themselves errors. */
const CLASSES: readonly PageMarks[] = [
  {
    is: 'block-page',
    title: anyOf(
      `(?:page|site|url|content|access|request|category)\\W{1,3}(?:is |has been |was )?${BLOCKED}`,
      'blocked (?:page|site|url|by)',
      'access denied by',
      'web ?filter',
      'policy violation',
      'this page cannot be displayed',
    ),
    words: anyOf(
      `(?:page|site|url|content|category|access)(?: \\S{1,40}){0,6} (?:is|has been|was|is being) (?:${BLOCKED}|denied)`,
      'blocked by (?:your|the|our|company|corporate|network|administrator)',
      '(?:against|violates?|violation of|according to|due to|because of)(?: \\S{1,40}){0,5} (?:use|security|internet|web|access|company|corporate|usage) polic',
      'web ?filter(?:ing)? (?:policy|violation|block)',
      'contact your (?:network|system|it|security)(?: \\S{1,40})? administrator',
      // Filters give the reason for a block: a category of URLs, or a list of rules.
      '(?:denied|refused|restricted|blocked|filtered|not (?:allowed|permitted))(?: \\S{1,60}){0,25} categor(?:y|ies|i[sz]ation)\\b',
      '\\bcategor(?:y|ies|i[sz]ation)\\b(?: \\S{1,60}){0,25} (?:denied|refused|restricted|blocked|filtered|not (?:allowed|permitted))',
      '(?:content_filter|policy)_denied',
      'access control configuration prevents',
      "based on your (?:organi[sz]ation|company)(?:'s|’s)?(?: \\S{1,40}){0,3} polic",
      '(?:denied|refused|rejected|stopped) by (?:\\S{1,40} ){0,4}(?:polic(?:y|ies)|filter|administrator|firewall|proxy)\\b',
      'not allowed to (?:browse|visit)',
      "do(?:n't|n’t| not) have permission to (?:browse|visit)",
    ),
  },
  {
    is: 'login',
    title: /\b(?:sign|log)[ -]?(?:in|on)\b|captive portal|guest (?:access|wi-?fi|network)|authentication required|hotspot|terms of use/i,
    words: /captive ?portal|accept the terms/i,
    markup: /<input[^>]{1,300}type=["']?password/i,
  },
  {
    is: 'error',
    title: /\berror\b|not found|forbidden|bad gateway|unavailable|denied|time-?out|\b[45]\d\d\b/i,
    words: /the request could not be satisfied/i,
  },
];

/** The parts of a page: its title, its visible text, and the whole page. */
export interface PageParts {
  title: string;
  words: string;
  text: string;
}

/** The class of a page; null if the answer is not HTML. */
export function pageParts(mediaType: string | null, text: string): PageParts | null {
  if (!isPage(mediaType, text)) return null;
  return { title: /<title[^>]{0,200}>([^<]{0,400})/i.exec(text)?.[1] ?? '', words: visibleText(text), text };
}

/** Finds every class except challenges, which are recognised by headers too (`challenges.ts`). */
export function classifyPage(parts: PageParts | null): PageClass {
  if (parts === null) return 'none';
  const { title, words, text } = parts;
  const fits = (marks: PageMarks) => marks.title.test(title) || marks.words?.test(words) === true || marks.markup?.test(text) === true;
  return CLASSES.find(fits)?.is ?? 'other';
}

/** A page is recognised by its media type, or by its first tag if the type is missing or generic. */
function isPage(mediaType: string | null, text: string): boolean {
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') return true;
  const vague = mediaType === null || mediaType === 'text/plain' || mediaType === 'application/octet-stream';
  return vague && /^\s{0,50}(?:<!doctype html|<html|<head)\b/i.test(text.slice(0, 512));
}

/** Removes tags, scripts and styles in one pass, because a hostile page could make a pattern take seconds. */
function visibleText(html: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    parts.push(html.slice(at, open));
    const hidden = /^<(script|style)\b/i.exec(html.slice(open, open + 8))?.[1];
    const close = hidden === undefined ? open : indexOfTag(html, `</${hidden}`, open);
    const end = close < 0 ? -1 : html.indexOf('>', close);
    if (end < 0) return parts.join(' ').replace(/\s+/g, ' ');
    at = end + 1;
  }
  return `${parts.join(' ')} ${html.slice(at)}`.replace(/\s+/g, ' ');
}

function indexOfTag(html: string, tag: string, from: number): number {
  const exact = html.indexOf(tag, from);
  return exact >= 0 ? exact : html.indexOf(tag.toUpperCase(), from);
}

function anyOf(...patterns: string[]): RegExp {
  return new RegExp(patterns.join('|'), 'i');
}
