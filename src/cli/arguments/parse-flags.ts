/** Parses a command line, or an equivalent object, by the table of flags. */
import { parseArgs } from 'node:util';
import { FLAGS, type Flag, type FlagName, type Flags } from './flags.ts';
import { nearest, usageError } from './usage.ts';

/** Splits a command line into words and flags. Unknown flags and malformed values stop with status 2. */
export function parseFlags(argv: readonly string[]): { words: string[]; flags: Flags } {
  const parsed = parseArgs({ args: [...argv], options: FLAGS, allowPositionals: true, strict: false, tokens: true });
  const flags: Record<string, string | string[] | true> = {};
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') continue;
    const flag: Flag | undefined = Object.hasOwn(FLAGS, token.name) ? FLAGS[token.name as FlagName] : undefined;
    if (flag === undefined) throw unknownFlag(token.rawName);
    if (flag.type === 'boolean') {
      if (token.value !== undefined) throw usageError(`--${token.name} takes no value.`, `Try: --${token.name}`);
      flags[token.name] = true;
      continue;
    }
    const value = checkedValue(token.name, flag, token.value);
    const before = flags[token.name];
    if (!flag.multiple && before !== undefined && before !== value)
      throw usageError(`--${token.name} takes one value, and two were given.`, `Try: --${token.name} ${expectedOf(flag)}`);
    flags[token.name] = flag.multiple ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  return { words: parsed.positionals, flags: flags as Flags };
}

/**
 * The same flags from a JSON object (`--profile FILE`): the keys are flag names, a repeated flag is an array, and null means that the flag
 * is absent.
 */
export function flagsFromObject(object: Readonly<Record<string, unknown>>): Flags {
  const argv = Object.entries(object).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((item) => `--${name}=${String(item)}`),
  );
  return parseFlags(argv).flags;
}

function checkedValue(name: string, flag: Flag, value: string | undefined): string {
  const expected = expectedOf(flag);
  if (value === undefined || value === '' || value.startsWith('--'))
    throw usageError(`--${name} needs a value.`, `Try: --${name} ${expected}`);
  if (flag.values !== undefined && !flag.values.includes(value)) {
    throw usageError(`--${name} does not take that value.`, `Try: --${name} ${nearest(value, flag.values) ?? expected}`);
  }
  return value;
}

function expectedOf(flag: Flag): string {
  return flag.values?.join('|') ?? flag.argument ?? 'VALUE';
}

function unknownFlag(rawName: string): Error {
  const near = nearest(rawName.replace(/^-+/, ''), Object.keys(FLAGS));
  const shown = /^-{1,2}[a-z-]{1,30}$/i.test(rawName) ? rawName : 'a flag that was given';
  return usageError(`Unknown flag: ${shown}`, near === null ? 'See: gitpod-doctor --help' : `Did you mean --${near}?`);
}
