/** Writes the answer about many machines as `JSON.stringify(…, null, 2)` does, in pieces: the whole text would be larger than all results. */
import { Fleet } from '../../model/fleet.ts';
import type { Redactor } from '../../redact/index.ts';

/** The number of elements of a list in one piece. */
const PIECE = 1000;

/** Removes what may not be shown. */
type Clean = Redactor['value'];

/** Each piece ends with a whole line. */
export function* fleetJson(result: Fleet, clean: Clean): Generator<string> {
  const fields = Object.entries(Fleet.shape).flatMap(([name, schema]) => {
    const value: unknown = result[name as keyof Fleet];
    return value === undefined ? [] : [{ name, schema: schema as Parameters<Clean>[0], value }];
  });
  yield '{\n';
  for (const [index, { name, schema, value }] of fields.entries()) {
    const comma = index < fields.length - 1 ? ',' : '';
    if (Array.isArray(value) && value.length > 0) {
      yield `  "${name}": [\n`;
      for (let at = 0; at < value.length; at += PIECE) {
        const elements = JSON.stringify(clean(schema, value.slice(at, at + PIECE)), null, 2).slice('[\n'.length, -'\n]'.length);
        yield `  ${indented(elements)}${at + PIECE < value.length ? ',' : ''}\n`;
      }
      yield `  ]${comma}\n`;
    } else yield `  "${name}": ${indented(JSON.stringify(clean(schema, value), null, 2))}${comma}\n`;
  }
  yield '}\n';
}

function indented(json: string): string {
  return json.replaceAll('\n', '\n  ');
}
