/** Compresses requirement ids: `a.x` and `a.y` become `a x y`. Any id is restored unchanged; an id without a dot is written `=id`. */

export function packRows(ids: Iterable<string>): string[] {
  const areas = new Map<string, string[]>();
  const whole: string[] = [];
  for (const id of ids) {
    const dot = id.indexOf('.');
    if (dot < 0) {
      whole.push(`=${written(id)}`);
      continue;
    }
    const area = written(id.slice(0, dot));
    const names = areas.get(area);
    const name = written(id.slice(dot + 1));
    if (names === undefined) areas.set(area, [name]);
    else names.push(name);
  }
  return [...Array.from(areas, ([area, names]) => [area, ...names].join(' ')), ...whole];
}

export function unpackRows(packed: readonly string[]): string[] {
  return packed.flatMap((group) => {
    if (group.startsWith('=')) return [read(group.slice(1))];
    const [area = '', ...names] = group.split(' ');
    return names.map((name) => `${read(area)}.${read(name)}`);
  });
}

const PLAIN = /^[\w.-]*$/;

function written(text: string): string {
  return PLAIN.test(text) ? text : encodeURIComponent(text.toWellFormed());
}

/** Escapes other text, because another program may have written it. */
function read(word: string): string {
  if (!word.includes('%')) return word;
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
