/** `password=…`, `"token" => "…"`, `<secret>…</secret>`: a name that introduces a secret, and the value after it. */
import { type Span, secretSpan } from '../span.ts';
import {
  ASSIGNMENT_SIGN,
  COMPOUND_NAME,
  QUOTED,
  SECRET_HINT,
  SECRET_NAME,
  SHORT_SECRET_NAME,
  VALUE,
  WEAK_SECRET_NAME,
} from './announcing.ts';
import { isHarmless, isWord, looksRandom } from './strength.ts';

const ASSIGNED = new RegExp(`${SECRET_NAME}${ASSIGNMENT_SIGN}${VALUE}`, 'giu');
const ASSIGNED_SHORT = new RegExp(`${SHORT_SECRET_NAME}(?:[ \\t]{0,4}=[ \\t]{0,4}|["'][ \\t]{0,4}(?::|=>)[ \\t]{0,4})${VALUE}`, 'gi');
/** A value assigned to a name that continues after the word for a secret: `mySecretString = …`. */
const ASSIGNED_LONG = new RegExp(`${SECRET_NAME}[\\w.-]{1,40}${ASSIGNMENT_SIGN}${VALUE}`, 'giu');
/** A quoted value without an assignment sign, as in server settings: `private_key '…';`. */
const STATED = new RegExp(`${SECRET_NAME}\\w{0,20}[ \\t]{1,4}${QUOTED}[ \\t]{0,4}(?:;|$)`, 'gimu');
const ASSIGNED_WEAK = new RegExp(`${WEAK_SECRET_NAME}${ASSIGNMENT_SIGN}${VALUE}`, 'giu');
/** An assignment with a type in between: `password: string = "…"`, `var apiToken string = "…"`. */
const TYPED = new RegExp(
  `${SECRET_NAME}[ \\t]{0,2}:?[ \\t]{1,2}&?(?:'static )?[A-Za-z][\\w.<>[\\]*]{0,24}\\??[ \\t]{0,3}:?=[ \\t]{0,3}${QUOTED}`,
  'giu',
);
/** Two strings in a call or a pair: `setProperty("API_TOKEN", "…")`, `define('DB_PASSWORD', '…')`. */
const CALLED = new RegExp(`[([][ \\t]{0,4}["'\`]${COMPOUND_NAME}["'\`][ \\t]{0,4},[ \\t\\n]{0,40}${QUOTED}`, 'giu');
/** An XML element, an attribute pair, and an element's text if its name is in an attribute. */
const ELEMENT = new RegExp(`<(?<tag>${COMPOUND_NAME})(?:[ \\t\\n][^<>]{0,200})?>(?<value>[^<>]{1,4096})</\\k<tag>>`, 'giu');
const ATTRIBUTE = new RegExp(`\\b(?:key|name|id|property)=["']${COMPOUND_NAME}["'][^<>\\n]{0,80}?[ \\t]value=${QUOTED}`, 'giu');
const CHILD = new RegExp(`\\b(?:key|name|id|property)=["']${COMPOUND_NAME}["'][^<>\\n]{0,80}>(?:<value>)?([^<>]{1,4096})<`, 'giu');
/** An entry of a macOS property list. */
const PROPERTY = new RegExp(`<key>${COMPOUND_NAME}</key>[ \\t\\n]{0,40}<string>([^<>]{1,4096})<`, 'giu');
/** A user and a password together: `login: jdoe / …`. */
const PAIR =
  /(?<![\p{L}\d])(?:login|user(?:name)?(?:[ \t]?\/[ \t]?pass(?:word)?)?|credentials?|creds|zugangsdaten|identifiants|credenciales)[ \t]{0,4}[:=][ \t]{0,4}[^\s/:|]{1,64}[ \t]{0,4}[/:|][ \t]{0,4}((?=[^\s"']{0,128}\d)[^\s"',;/:]{6,128})(?![^\s.,;)])/giu;
/** The name and the value as two members, in JSON and in YAML, as in the variables of a container. */
const MEMBERS = new RegExp(
  `["']?(?:name|key|header|variable)["']?[ \\t]{0,4}:[ \\t]{0,4}["']?${COMPOUND_NAME}["']?[ \\t]{0,4},?[ \\t\\n]{1,80}["']?value["']?[ \\t]{0,4}:[ \\t]{0,4}${VALUE}`,
  'giu',
);
/** A YAML value on the next line, unless that line is another name. */
const NEXT_LINE = new RegExp(
  `${SECRET_NAME}["']?:[ \\t]{0,4}\\n[ \\t]{1,64}(?:-[ \\t]{1,4})?(?![\\w.-]{1,60}["']?:(?:[ \\t\\n]|$))([^\\n]{1,4096})`,
  'giu',
);
/** A member of JSON that is quoted inside JSON, as in logs. */
const ESCAPED = new RegExp(`${SECRET_NAME}\\\\{1,4}["'][ \\t]{0,4}:[ \\t]{0,4}\\\\{1,4}["']([^"'\\n\\\\]{1,4096})`, 'giu');
/** A YAML block scalar, to which every deeper line belongs. */
const BLOCK = new RegExp(
  `${SECRET_NAME}["']?:[ \\t]{1,4}[|>][+-]?[ \\t]{0,4}\\n[ \\t]{1,64}([^\\n]{1,4096}(?:\\n[ \\t]{1,64}[^\\n]{1,4096}){0,64})`,
  'giu',
);
/** In prose, a value counts only if it has a digit or a symbol, so that `the password is wrong` stays. */
const TOLD =
  /(?<![\p{L}\d])(?:password|passphrase|passwd|passwort|kennwort|mot de passe|mdp|contraseña|contrasena|clave|senha|wachtwoord)[ \t]{1,4}(?:(?:for|für|of|von|de|del|pour|para)[ \t]{1,4}\S{1,60}[ \t]{1,4})?(?:(?:is|was|ist|war|lautet|est|es|era|é)[ \t]{1,4})?["'`]?((?=[^\s"']{0,128}[\d!@#$%^&*_+=~])[^\s"',;]{4,128})/giu;
const TOLD_TOKEN =
  /(?<![\p{L}\d])(?:token|secret|api[ -]?key|access key|pin|passcode|jeton|schlüssel|clave)[ \t]{1,4}(?:is|was|ist|war|lautet|est|es|era)[ \t]{1,4}["'`]?((?=[^\s"']{0,128}\d)[^\s"',;]{6,128})/giu;
/** A line of a router's configuration, in which a number gives the kind of encryption. */
const ROUTER = /\b(?:password|secret|key|md5)[ \t]{1,4}\d{1,2}[ \t]{1,4}(\S{4,512})/gi;

const STRICT = [
  ASSIGNED_SHORT,
  TYPED,
  CALLED,
  ELEMENT,
  ATTRIBUTE,
  CHILD,
  PROPERTY,
  PAIR,
  MEMBERS,
  NEXT_LINE,
  ESCAPED,
  BLOCK,
  TOLD,
  TOLD_TOKEN,
  ROUTER,
];

export function findKeyValues(text: string): Span[] {
  if (!SECRET_HINT.test(text)) return [];
  return [
    ...findSecretValues(text, ASSIGNED, (value, whole) => !isSaid(value, whole)),
    ...findSecretValues(text, ASSIGNED_WEAK, looksRandom),
    ...findSecretValues(text, ASSIGNED_LONG, (value, whole) => looksRandom(value) && !ABOUT.test(whole)),
    ...findSecretValues(text, STATED, (value) => value.length >= 8 && /[^A-Za-z -]/.test(value)),
    ...STRICT.flatMap((pattern) => findSecretValues(text, pattern)),
  ];
}

/** An assignment to a name that only describes a secret. */
const ABOUT =
  /^[^=:]{0,80}(?:ids?|names?|ur[il]|type|path|file|hash|fingerprint|length|size|version|source|expir\w{0,10})["'`\]]{0,2}[ \t]{0,4}[:=]/i;

/** Whether a match is a statement, such as `Signature: mismatch in …` or `credentials: 2 rows`. A password may be any word. */
function isSaid(value: string, whole: string): boolean {
  return (isWord(value) || /^\d{1,3}$/.test(value)) && /^(?:signature|credentials?|[a-z]{0,20}token|secret)[ \t]{0,4}:[ \t]/i.test(whole);
}

/** The values that a pattern finds, without quotes. The value is the first group of the pattern, at the end of a match or before a tag. */
export function findSecretValues(text: string, pattern: RegExp, isOne: (value: string, whole: string) => boolean = () => true): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const spelt = match.groups?.['value'] ?? match[1] ?? '';
    const [, quote = '', value = ''] = /^("{3}|'{3}|["'`]?)(.*?)\1$/s.exec(spelt) ?? [];
    const inner = value === '' ? spelt : value;
    if (inner.trim() === '' || /^(["'`])\1?$/.test(inner) || isHarmless(inner) || !isOne(inner, match[0])) continue;
    const start = match.index + match[0].lastIndexOf(spelt) + (value === '' ? 0 : quote.length);
    spans.push(secretSpan(start, start + inner.length, 'value'));
  }
  return spans;
}
