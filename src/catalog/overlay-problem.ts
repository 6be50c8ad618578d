/** Describes the problem with an overlay in one line: the path of the field, and the expected value. */
import type * as z from 'zod';

/** The first problem: `add[0].url is not an http or https URL`. It repeats keys of the file, never values. */
export function overlayProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'it is not an overlay';
  return `${placeOf(issue.path)} ${wordsOf(issue)}`;
}

export function quote(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}

function placeOf(path: readonly PropertyKey[]): string {
  const way = path.map((part) =>
    typeof part === 'number' ? `[${part}]` : /^\w+$/.test(String(part)) ? `.${String(part)}` : `[${quote(String(part))}]`,
  );
  return way.length === 0 ? 'the file' : way.join('').replace(/^\./, '');
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has the unknown field ${issue.keys.map(quote).join(', ')}`;
    case 'invalid_type':
      return `${issue.input === undefined ? 'is missing' : 'is of another kind'}, and ${KINDS[issue.expected] ?? 'another value'} is expected`;
    case 'invalid_value':
      return `is none of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return 'is empty';
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'is not a name that is allowed here';
    case 'invalid_format':
    case 'custom':
      return issue.message;
    default:
      return 'is not as it should be';
  }
}
