/**
 * Masks free text that is a whole JSON document, such as a pasted response or a settings file. It is parsed, so that escapes
 * (`pass\u0077ord`) hide nothing and numbers under a secret name are removed too; then each key and string is masked.
 */
import { redactionToken } from './span.ts';

/** Names of members whose value is always a secret, in any form. */
const SECRET_NAME =
  /(?:^|[^a-z])(?:auth|pw|pass|pat|sig|cookie|authorization)$|pass(?:word|wd|phrase|code)|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|signature|saml(?:request|response)|code_verifier/i;
/** Endings of member names that only describe a secret. */
const ABOUT_A_SECRET = /(?:name|type|id|arn|file|path|url|uri|expir\w*|count|length|date|at|enabled|required|helper|policy)$/i;
const ACCESS_KEY_ID = /access[-_]?key[-_]?id$/i;
const MAX_LEVELS = 64;

/** Masks a JSON object or list; null for any other text. The text is withheld if it nests deeper than any known document. */
export function maskJson(text: string, mask: (text: string) => string): string | null {
  const parsed = parse(text);
  return parsed === null ? null : written(text, masked(parsed.document, mask, 0));
}

/** Also null if nothing is masked, so that the document keeps its layout. */
export function maskJsonIfNeeded(text: string, mask: (text: string) => string): string | null {
  const parsed = parse(text);
  if (parsed === null) return null;
  const result = written(text, masked(parsed.document, mask, 0));
  return result === written(text, parsed.document) ? null : result;
}

function parse(text: string): { document: unknown } | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return { document: JSON.parse(text) };
  } catch {
    return null;
  }
}

function written(text: string, document: unknown): string {
  return JSON.stringify(document, null, text.includes('\n') ? 2 : 0);
}

function masked(value: unknown, mask: (text: string) => string, level: number): unknown {
  if (typeof value === 'string') return mask(value);
  // A number is masked like a string: twelve digits are an account id, with or without quotes.
  if (typeof value === 'number') return mask(String(value)) === String(value) ? value : mask(String(value));
  if (typeof value !== 'object' || value === null) return value;
  if (level >= MAX_LEVELS) return redactionToken('value');
  if (Array.isArray(value)) return value.map((item) => masked(item, mask, level + 1));
  const { name: says, key = says, value: said } = value as Record<string, unknown>;
  // The name and the value of a secret may be two members, as in a container's variables.
  const isPair = said !== undefined && typeof key === 'string' && isSecretName(key);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      mask(name),
      (isSecretName(name) || (isPair && name === 'value')) && (typeof inner === 'string' || typeof inner === 'number') && inner !== ''
        ? redactionToken('value')
        : masked(inner, mask, level + 1),
    ]),
  );
}

function isSecretName(name: string): boolean {
  return ACCESS_KEY_ID.test(name) || (SECRET_NAME.test(name) && !ABOUT_A_SECRET.test(name));
}
