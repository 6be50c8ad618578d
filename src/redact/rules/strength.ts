import { isRedacted } from '../span.ts';

/** Whether a value is harmless: our tokens, placeholders, a JDK's public password (`changeit`), references, and words for "none". */
export function isHarmless(value: string): boolean {
  return isRedacted(value) || PLACEHOLDER.test(value) || REFERENCE.test(value);
}

const PLACEHOLDER =
  /^(?:<[a-z -]{1,40}>?|\*{3,}|x{3,}|\.{3}|…|\$\{?[A-Z_]{1,40}\}?|true|false|null|nil|none|undefined|no|yes|absent|present|set|unset|not|missing|required|optional|empty|invalid|expired|changeit|REDACTED)$/i;
/** `process.env.TOKEN`, `this.token`, `{{ token }}`, `%TOKEN%`: a reference, not a value. */
const REFERENCE =
  /^(?:(?:process\.env|os\.(?:environ|getenv)|this|self|request|env)[.[(][\w.[\]()'"-]{0,80}|\$?\{\{[\w .$-]{1,60}\}\}|\$\{[\w.:-]{1,60}\}|%[A-Z_]{1,40}%|\$env:\w{1,60}|\$\w{1,40}\(?)$/;

/** Whether a value is a word of prose: `Signature: mismatch`, `token: expected`. */
export function isWord(value: string): boolean {
  return /^[A-ZÄÖÜ]?[a-zäöüßéèñ]{2,20}[.!?:]?$/.test(value);
}

const MIN_LENGTH = 16;
/** Minimum Shannon entropy of a random value, in bits per character; English words are below 3, hexadecimal keys above. */
const MIN_ENTROPY = 3;

/** Whether a value is letters and digits in random order, and not a path, host, version, time, fingerprint or identifier. */
export function looksRandom(value: string): boolean {
  if (value.length < MIN_LENGTH || !/^[A-Za-z0-9+/=_.~-]+$/.test(value)) return false;
  if (/^(?:SHA\d*|MD5|arn|ssh|ecdsa|sk|rsa|aws|https?)[-:]/i.test(value) || /^(?:\d{4}-?\d\d-?\d\d|v?\d+\.\d)/.test(value)) return false;
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) || /^[a-z]{1,12}-(?:[0-9a-f]{17}|[0-9a-f]{8})$/.test(value))
    return false;
  if (/^(?:\.{0,2}|~)\/|^[a-z][a-z.]*(?:[-_/.][a-z]+\d{0,4})+$/.test(value) || /\.[a-z]{2,6}(?:\/|$)/.test(value)) return false;
  const digits = value.replace(/\D/g, '').length;
  return digits >= 2 && digits < value.length && entropy(value) >= MIN_ENTROPY;
}

function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
