/**
 * Node's own modules without their facades. An `import` reads every export, including those that load half of Node on first use: `node:fs`
 * its streams, `node:util` workers and the REPL, a third of a bare start. Requested by name, a module gives only what is used.
 */
import { builtinModules } from 'node:module';

const NAMES = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/** One import as esbuild writes it: a default, a namespace, names, or a default before names. */
const IMPORT = /(?<=^|[;}\n])import(?:\s*([\w$]+))?,?(?:\s*\*\s*as\s+([\w$]+)\s*)?(?:\{([^{}"']*)\})?\s*from\s*"([\w:/]+)";?/g;

/** `source` is a chunk. Imports are hoisted, so their replacement comes first. */
export function withoutFacades(source: string): string {
  const declared: string[] = [];
  const rest = source.replace(IMPORT, (whole, byDefault?: string, namespace?: string, names?: string, from = '') => {
    if (!NAMES.has(from)) return whole;
    const module = `process.getBuiltinModule("${from}")`;
    for (const name of [byDefault, namespace]) if (name !== undefined) declared.push(`${name}=${module}`);
    if (names !== undefined) declared.push(`{${names.replaceAll(/\s+as\s+/g, ':')}}=${module}`);
    return '';
  });
  return declared.length === 0 ? source : `var ${declared.join(',')};${rest}`;
}
