/** The schema of profile files (JSON Schema, draft 2020-12), generated from the table of flags for completion in editors. */
import { FLAGS } from '../flags.ts';
import { isRepeatable } from './faults.ts';
import { KEY_PATTERNS, KEY_RANGES, PROFILE_KEYS, type ProfileKey, SCHEMA_KEY } from './keys.ts';

export function profileSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:gitpod-doctor:profile:1',
    title: 'Profile of gitpod-doctor',
    description: 'Your setup (region, runner, IDE, hosts) in one file, for --profile FILE. Flags of the command line override the file.',
    type: 'object',
    additionalProperties: false,
    properties: {
      [SCHEMA_KEY]: { description: 'the place of this schema, for editors', type: 'string' },
      ...Object.fromEntries(PROFILE_KEYS.map((key) => [key, property(key)])),
    },
  };
}

/** Null means that the flag is absent. */
function property(key: ProfileKey): object {
  const { help } = FLAGS[key];
  const one = value(key);
  if (!isRepeatable(key)) return { description: help, anyOf: [one, { type: 'null' }] };
  return { description: `${help}; one, or a list`, anyOf: [{ type: 'array', items: one }, one, { type: 'null' }] };
}

function value(key: ProfileKey): object {
  const flag = FLAGS[key];
  if ('values' in flag) return { enum: flag.values };
  const range = KEY_RANGES[key];
  if (range !== undefined) return { type: 'integer', minimum: range[0], maximum: range[1] };
  const shape = KEY_PATTERNS[key]?.source.replace(/^\^/, '') ?? '';
  return { type: 'string', minLength: 1, pattern: `^(?!--)${shape}` };
}
