/** What kind of page answered, from its title and text. The text itself is read here and forgotten. */
import type { HttpAnswer } from '../../model/phase.ts';

export type PageClass = HttpAnswer['pageClass'];

/** First match wins. A challenge and a login often speak of denied access too, and block pages call themselves errors. */
const CLASSES: readonly { is: PageClass; title: RegExp; text: RegExp }[] = [
  {
    is: 'challenge',
    title: /just a moment|attention required|checking your browser|human verification|captcha/i,
    text: /cf-chl|challenge-platform|awswafcaptcha|awswafintegration|g-recaptcha|h-captcha/i,
  },
  {
    is: 'block-page',
    title:
      /(?:page|site|url|web ?site|content|access|request|category)\W+(?:is |has been |was )?(?:blocked|restricted|filtered|prohibited)|blocked (?:page|site|url|by)|access denied by|web ?filter|policy violation/i,
    text: /(?:page|site|url|content|category|access)(?: \S+){0,6} (?:is|has been|was|is being) (?:blocked|restricted|filtered|prohibited|denied)|blocked by (?:your|the|our|company|corporate|network|administrator)|(?:against|violates?|violation of|according to|due to|because of)(?: \S+){0,5} (?:acceptable use|security|internet|web|access|company|corporate|usage) polic|web ?filter(?:ing)? (?:policy|violation|block)|contact your (?:network|system|it|security)(?: \S+)? administrator/i,
  },
  {
    is: 'login',
    title: /\b(?:sign|log)[ -]?(?:in|on)\b|captive portal|guest (?:access|wi-?fi|network)|authentication required|hotspot|terms of use/i,
    text: /<input[^>]+type=["']?password|captive ?portal|accept the terms/i,
  },
  {
    is: 'error',
    title: /\berror\b|not found|forbidden|bad gateway|unavailable|denied|time-?out|\b[45]\d\d\b/i,
    text: /the request could not be satisfied/i,
  },
];

export function classifyPage(mediaType: string | null, text: string): PageClass {
  if (!isPage(mediaType, text)) return 'none';
  const title = /<title[^>]*>([^<]{0,400})/i.exec(text)?.[1] ?? '';
  const words = visibleText(text);
  return CLASSES.find((candidate) => candidate.title.test(title) || candidate.text.test(words) || candidate.text.test(text))?.is ?? 'other';
}

/** By its media type, or by its first tag where the type is missing or says little. */
function isPage(mediaType: string | null, text: string): boolean {
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') return true;
  const vague = mediaType === null || mediaType === 'text/plain' || mediaType === 'application/octet-stream';
  return vague && /^\s*(?:<!doctype html|<html|<head)\b/i.test(text.slice(0, 512));
}

function visibleText(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]{0,20000}?<\/\1>/gi, ' ')
    .replace(/<[^>]{0,2000}>/g, ' ')
    .replace(/\s+/g, ' ');
}
