/** `password=…`, `"token": "…"`, `--proxy-user …`: a name that announces a secret, and the value after it. */
import { isRedacted, type Span, secretSpan } from '../span.ts';

const NAME = `(?:pass(?:word|wd|phrase|code)|pwd|device_code|user_code|access[-_]?key[-_]?id|_auth|secret(?:[-_ ]?(?:access)?[-_ ]?key)?|(?:api|access|auth|private|session|client|refresh|id|bearer|security)[-_]?(?:key|token|secret)|apikey|token|credential|signature|samlresponse|samlrequest|code_verifier|identitytoken|authtoken)`;
/** A word before it, or a part of one with a sign between; some names are one word with what stands before them: `proxyPassword`. */
const NAMED = `(?:(?<![A-Za-z0-9])${NAME}|(?:pass(?:word|wd|phrase)|sshpass|secret|token|apikey))`;
const VALUE = `("[^"\\n]{0,4096}"?|'[^'\\n]{0,4096}'?|[^\\s"'&,;<>)\\]}]{1,4096})`;
/** Words that prose uses with a colon as well (`pass: 23 met`); only an assignment gives them away. */
const SHORT_NAME = '(?:pass|pw|pat|sig|auth|assertion)';
const ASSIGNED = new RegExp(`${NAMED}["']?(?:[ \\t]{0,4}=[ \\t]{0,4}|[ \\t]{0,4}:[ \\t]{0,4}(?!//))${VALUE}`, 'gi');
const ASSIGNED_SHORT = new RegExp(`(?<![A-Za-z0-9])${SHORT_NAME}(?:[ \\t]{0,4}=[ \\t]{0,4}|["'][ \\t]{0,4}:[ \\t]{0,4})${VALUE}`, 'gi');
const ARGUMENT = new RegExp(
  `(?<![\\w-])(?:--?(?:proxy-)?(?:user|pass(?:word|wd)?|token|secret|oauth2-bearer|auth|api-key|access-key|secret-key|client-secret|passphrase)|-[uU])(?:[ \\t]{1,4}|=)${VALUE}`,
  'g',
);
const NETRC = new RegExp(`\\blogin[ \\t]{1,8}\\S{1,256}[ \\t\\n]{1,8}password[ \\t]{1,8}${VALUE}`, 'gi');

/** `-Ujdoe:pw`, glued; and the programs whose `-p` is a password. */
const GLUED = /(?<![\w-])-[uU]([^\s:"'=]{1,64}:[^\s"']{1,256})/g;
const PASSWORD_OPTION = new RegExp(
  `\\b(?:sshpass|(?:docker|podman|helm|az|oc)\\b[^\\n]{0,200}\\blogin\\b[^\\n]{0,200}?)[ \\t]{1,4}-p[ \\t]{0,4}${VALUE}`,
  'g',
);
/** JSON in JSON, as logs quote it. */
const ESCAPED = new RegExp(`${NAMED}\\\\{1,4}["'][ \\t]{0,4}:[ \\t]{0,4}\\\\{1,4}["']([^"'\\n\\\\]{1,4096})`, 'gi');
/** A block scalar of YAML: every deeper line belongs to it. */
const BLOCK = new RegExp(
  `${NAMED}["']?:[ \\t]{1,4}[|>][+-]?[ \\t]{0,4}\\n[ \\t]{1,64}([^\\n]{1,4096}(?:\\n[ \\t]{1,64}[^\\n]{1,4096}){0,64})`,
  'gi',
);
/** In prose only what looks like one: with a digit or a sign in it, so that `the password is wrong` stays. */
const TOLD =
  /\b(?:password|passphrase|passwd)[ \t]{1,4}(?:(?:is|was)[ \t]{1,4})?["']?((?=[^\s"']{0,128}[\d!@#$%^&*_+=~])[^\s"',;]{4,128})/gi;

export function keyValues(text: string): Span[] {
  const spans: Span[] = [];
  for (const pattern of [ASSIGNED, ASSIGNED_SHORT, ARGUMENT, NETRC, GLUED, PASSWORD_OPTION, ESCAPED, BLOCK, TOLD]) {
    for (const match of text.matchAll(pattern)) {
      const spelt = match[1] ?? '';
      const [, quote = '', value = ''] = /^(["']?)(.*?)\1$/s.exec(spelt) ?? [];
      const inner = value === '' ? spelt : value;
      if (inner === '' || inner === quote || isHarmless(inner)) continue;
      const start = match.index + match[0].length - spelt.length + (value === '' ? 0 : quote.length);
      spans.push(secretSpan(start, start + inner.length, 'value'));
    }
  }
  return spans;
}

/** Our tokens, placeholders that people are told to fill in, and words that say "there is none". */
function isHarmless(value: string): boolean {
  return (
    isRedacted(value) ||
    /^(?:<[a-z -]{1,40}>?|\$\{?[A-Z_]{1,40}\}?|true|false|null|none|no|yes|absent|present|set|unset|not|missing|REDACTED)$/i.test(value)
  );
}
