/**
 * The first code of the standalone program. The chunks of `dist/` are assets of the executable; they load as if the executable were a
 * folder that contains them (`/usr/bin/gitpod-doctor/main.js`), so that no real file can have such a name, nothing is unpacked, and the
 * program finds its helpers beside itself.
 */
import { createRequire, registerHooks } from 'node:module';
import { getRawAsset } from 'node:sea';
import { pathToFileURL } from 'node:url';

type Load = (url: string) => Promise<{ main(argv: readonly string[]): Promise<void> }>;

const inside = `${pathToFileURL(process.execPath).href}/`;
/** The one module that is no asset: what the executable starts with may only import Node's own modules, a module of a file any. */
const IMPORTER = `${inside}importer.cjs`;

registerHooks({
  resolve(specifier, context, next) {
    const url = specifier.startsWith('.') && context.parentURL !== undefined ? new URL(specifier, context.parentURL).href : specifier;
    return url.startsWith(inside) ? { url, shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    if (url === IMPORTER) return { format: 'commonjs', source: 'module.exports = (url) => import(url);', shortCircuit: true };
    if (!url.startsWith(inside)) return next(url, context);
    return { format: 'module', source: getRawAsset(url.slice(inside.length)), shortCircuit: true };
  },
});

const load = createRequire(inside)(IMPORTER) as Load;
const argv = process.argv.slice(2);
const [first = ''] = argv;
const helper = first === '' ? '' : pathToFileURL(first).href;

if (helper.startsWith(inside)) void load(helper);
else
  load(`${inside}main.js`).then(
    (program) => program.main(argv),
    (error: unknown) => {
      process.stderr.write(`${error}\n`);
      process.exit(70);
    },
  );
