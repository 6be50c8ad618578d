/** Finds the faults of a profile file, each with its location. A value is never echoed, because it may be a secret. */
import { EXAMPLES } from '../examples.ts';
import { FLAGS } from '../flags.ts';
import { flagsFromObject } from '../parse-flags.ts';
import { situationOf } from '../profile.ts';
import { CommandError, nearest } from '../usage.ts';
import { isProfileKey, KEY_PATTERNS, KEY_RANGES, PROFILE_KEYS, type ProfileKey, SCHEMA_KEY } from './keys.ts';

export interface Fault {
  /** JSONPath (RFC 9535): `$.scm[1]`. */
  path: string;
  problem: string;
  /** What the user can do about the fault. */
  hint: string;
}

/** `object` is the content of a valid file, without the name of its schema. */
export type ProfileParseResult = { faults: [Fault, ...Fault[]] } | { faults: []; object: Readonly<Record<string, unknown>> };

const EXAMPLE = 'A profile contains one object whose keys are flag names: {"region": ["eu-west-1"], "runner": "standard"}';

export function parseProfile(given: string): ProfileParseResult {
  const text = given.replace(/^\uFEFF/, '');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { faults: [{ path: '$', ...notJson(text, error) }] };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { faults: [{ path: '$', problem: 'is not a JSON object', hint: EXAMPLE }] };
  const { [SCHEMA_KEY]: schema, ...object } = json as Record<string, unknown>;
  const [first, ...more] = [
    ...(schema === undefined || typeof schema === 'string'
      ? []
      : [kindFault(SCHEMA_KEY, [], schema, `{"${SCHEMA_KEY}": "./profile.schema.json"}`)]),
    ...Object.entries(object).flatMap(([key, value]) => (isProfileKey(key) ? valueFaults(key, value) : [unknownKey(key)])),
  ];
  return first === undefined ? { faults: [], object } : { faults: [first, ...more] };
}

/** Reports only the position, because the parser's message quotes the text, which may hold a secret. */
function notJson(text: string, error: unknown): Omit<Fault, 'path'> {
  if (text.includes('\0')) return { problem: 'is not text', hint: EXAMPLE };
  const at = faultPosition(text, messageOf(error));
  const before = text.slice(0, at ?? text.length).split('\n');
  const where = at === null ? '' : `, from line ${before.length}, column ${(before.at(-1) ?? '').length + 1} on`;
  return { problem: `is not JSON${where}`, hint: hintFor(text, at) };
}

function hintFor(text: string, at: number | null): string {
  if (/^\s*(\/\/|\/\*|#)/m.test(text)) return 'JSON has no comments. Remove them.';
  if (at !== null && /,\s*$/.test(text.slice(0, at)) && /^[}\]]/.test(text.slice(at)))
    return 'The comma before this place is wrong. Remove the comma.';
  return EXAMPLE;
}

const TOKEN = /^Unexpected token/;

/**
 * The parser's message usually contains the position. Otherwise the position is the end of the shortest prefix that gives the same message.
 */
function faultPosition(text: string, message: string): number | null {
  const said = /at position (\d+)/.exec(message)?.[1];
  if (said !== undefined) return Number(said);
  if (!TOKEN.test(message)) return text.trim() === '' ? null : text.trimEnd().length;
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (TOKEN.test(parseProblem(text.slice(0, middle)))) bad = middle;
    else good = middle;
  }
  return bad - 1;
}

function parseProblem(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

function unknownKey(key: string): Fault {
  const near = nearest(key, PROFILE_KEYS);
  const path = /^[\w$-]{1,40}$/.test(key) ? pathTo(key) : '$';
  return {
    path,
    problem: 'is a key that is not a profile flag',
    hint: near === null ? `Allowed keys: ${PROFILE_KEYS.join(' ')}` : `Did you mean "${near}"?`,
  };
}

/**
 * The value of a key is text, a number if the flag is numeric, a list of these, or null for an absent flag. The schema has the same rules.
 */
function valueFaults(key: ProfileKey, value: unknown): Fault[] {
  if (value === null) return [];
  if (!Array.isArray(value)) return itemFaults(key, [], value);
  if (!isRepeatable(key)) return [{ path: pathTo(key), problem: 'is a list, but takes only one value', hint: `As in: ${exampleOf(key)}` }];
  return value.flatMap((item, index) => itemFaults(key, [index], item));
}

function itemFaults(key: ProfileKey, at: readonly number[], value: unknown): Fault[] {
  const kind = KEY_RANGES[key] === undefined ? 'string' : 'number';
  if (typeof value !== kind) return [kindFault(key, at, value, exampleOf(key), kind)];
  try {
    situationOf(flagsFromObject({ [key]: value }), {});
    return KEY_PATTERNS[key]?.test(String(value)) === false ? [shapeFault(key, at)] : [];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [
      {
        path: pathTo(key, at),
        problem: `is malformed: ${error.message.replace(/\.$/, '')}`,
        hint: error.hint ?? `As in: ${exampleOf(key)}`,
      },
    ];
  }
}

/**
 * The command line accepts a URL with confidential parts and removes them. A file is refused, because it would be passed on with these
 * parts.
 */
function shapeFault(key: ProfileKey, at: readonly number[]): Fault {
  return {
    path: pathTo(key, at),
    problem: 'has a login, a query or a fragment, which a shared file must not contain',
    hint: `Only scheme, host, port and path: ${exampleOf(key)}`,
  };
}

function kindFault(key: string, at: readonly number[], value: unknown, example: string, expected: 'string' | 'number' = 'string'): Fault {
  const what = expected === 'string' ? 'text' : 'a number';
  return { path: pathTo(key, at), problem: `is ${kindOf(value)}, and ${what} is expected`, hint: `As in: ${example}` };
}

function pathTo(key: string, at: readonly number[] = []): string {
  const member = /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `['${key}']`;
  return `$${member}${at.map((index) => `[${index}]`).join('')}`;
}

export function isRepeatable(key: ProfileKey): boolean {
  return 'multiple' in FLAGS[key];
}

function exampleOf(key: ProfileKey): string {
  const { values, argument }: { values?: readonly string[]; argument?: string } = FLAGS[key];
  const example: string | number | undefined = Object.hasOwn(EXAMPLES, key) ? EXAMPLES[key as keyof typeof EXAMPLES] : undefined;
  const one = JSON.stringify(example ?? values?.[0] ?? argument ?? 'text');
  return isRepeatable(key) ? `{"${key}": [${one}]}` : `{"${key}": ${one}}`;
}

const KINDS: Readonly<Record<string, string>> = { object: 'an object', boolean: 'true or false', number: 'a number', string: 'text' };

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  return KINDS[typeof value] ?? 'of another kind';
}
