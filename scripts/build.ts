/**
 * Builds `dist/` (or the named folder): one small entry, chunks that load on first use, the helper processes, and the licences and the SBOM
 * of the bundled packages. `--readable` keeps names and lines, for profiles. The workarounds are measured: the layout engine's fetch of its
 * own data URI, and an import of developer tools.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import * as zod from 'zod';
import { withoutFacades } from './build/built-ins.ts';
import { licencesOf } from './build/licences.ts';
import { narrowText } from './build/narrow-text.ts';
import { packagesOf } from './build/packages.ts';
import { builtFromCommit, rulesSha256 } from './build/provenance.ts';
import { sbomOf } from './build/sbom.ts';
import { scriptEngine } from './build/script-engine.ts';
import { startChunk } from './build/start-chunk.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({ options: { readable: { type: 'boolean', default: false } }, allowPositionals: true });
const outdir = resolve(root, positionals[0] ?? 'dist');

/** Yoga fetches its own WebAssembly from a data URI, which loads Node's HTTP stack at start (30 ms, 14 MiB). */
const yogaWithoutFetch: Plugin = {
  name: 'yoga-without-fetch',
  setup(plugin) {
    plugin.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const parts = source.split('"function"!=typeof fetch');
      if (parts.length !== 3)
        throw new Error(`expected 2 uses of fetch in ${path}, found ${parts.length - 1}: check this plugin against the new version`);
      return { contents: parts.join('true'), loader: 'js' };
    });
  },
};

/** Ink imports React's developer tools behind a variable that is never set here; the import must not survive. */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup(plugin) {
    plugin.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'devtools', namespace: 'empty' }));
    plugin.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
      contents: 'export default { initialize() {}, connectToDevTools() {} };',
    }));
  },
};

/**
 * The AWS SDK as ES modules. For Node esbuild takes the CommonJS half of a package, of which nothing can be left out: three
 * commands of EC2 would bring six hundred.
 */
const awsAsModules: Plugin = {
  name: 'aws-as-modules',
  setup(plugin) {
    plugin.onResolve({ filter: /^@(?:aws-sdk|smithy)\// }, async ({ path, resolveDir, importer, kind, pluginData }) => {
      if (pluginData === awsAsModules.name) return undefined;
      const found = await plugin.resolve(path, { resolveDir, importer, kind, pluginData: awsAsModules.name });
      const [folder] = /^.*\/node_modules\/@(?:aws-sdk|smithy)\/[^/]+\//.exec(found.path) ?? [];
      if (folder === undefined) return found;
      const { main, module } = JSON.parse(await readFile(`${folder}package.json`, 'utf8'));
      const isMain = typeof module === 'string' && found.path === resolve(folder, main);
      return isMain ? { ...found, path: resolve(folder, module) } : found;
    });
  },
};

/**
 * The SDK describes requests and answers in arrays with computed keys, which the bundler cannot remove: three commands of EC2 bring half a
 * megabyte for six hundred, 15 MiB while parsed. Each array is created by a call marked as pure, so that only needed ones stay.
 */
const awsShapesOnDemand: Plugin = {
  name: 'aws-shapes-on-demand',
  setup(plugin) {
    plugin.onLoad({ filter: /@aws-sdk\/[\w-]+\/dist-es\/.*schemas_\d+\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replaceAll(/^((?:export )?var [\w$]+ =) (\[[^;]*\]);$/gm, '$1 /* @__PURE__ */ (() => $2)();');
      if (contents === source) throw new Error(`no shapes in ${path}: check this plugin against the new version`);
      return { contents, loader: 'js' };
    });
  },
};

/**
 * Of undici one client and its `request` are used (`src/probes/http/client.ts`). Its index loads fetch, WebSocket, caches and the
 * rest of it at once: 45 ms and 5 MiB before the first request.
 */
const undiciClientAlone: Plugin = {
  name: 'undici-client-alone',
  setup(plugin) {
    plugin.onLoad({ filter: /node_modules\/undici\/index\.js$/ }, () => ({
      contents: `
        require('./lib/dispatcher/dispatcher').prototype.request = require('./lib/api/api-request');
        exports.Client = require('./lib/dispatcher/client');`,
      loader: 'js',
    }));
  },
};

/**
 * Two files of ssh2 use a folder name that ES modules lack: for WebAssembly that they contain themselves, and for a Windows helper that we
 * do not use. Without a value every key exchange would end the program.
 */
const ssh2WithoutFolder: Plugin = {
  name: 'ssh2-without-folder',
  setup(plugin) {
    plugin.onLoad({ filter: /ssh2\/lib\/(?:agent|protocol\/crypto\/poly1305)\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('__dirname')) throw new Error(`${path} has changed: check this plugin against the new version`);
      // Behind the directive, if there is one, so that it stays one.
      return { contents: source.replace(/^(?:'use strict';)?/, (directive) => `${directive}const __dirname = '.';`), loader: 'js' };
    });
  },
};

/**
 * What a start waits for is one file each: a module costs the loader half a millisecond, and the first question is made of forty.
 * They carry copies of what the rest of the program has as well, so nothing in them may keep state for it.
 */
const WHOLE: Readonly<Record<string, string>> = {
  'first-frame': 'src/cli/walk/first-frame.ts',
  'watch-over': 'src/cli/watchdog/watch-over.ts',
};

/** Before the first question no message is read, so the dictionary of messages stays out of what paints it. */
const withoutDictionary: Plugin = {
  name: 'without-dictionary',
  setup(plugin) {
    plugin.onLoad({ filter: /error-dictionary[\\/]match\.ts$/ }, () => ({
      contents:
        "const unread = () => { throw new Error('The first picture reads no message.'); }; export { unread as matchError, unread as restoreMatch };",
      loader: 'js',
    }));
  },
};

/**
 * The first question is painted from constants and flags, which are checked already: its schemas are made and never used, and making them
 * takes 40 % of the time in which its modules load. A parse there throws, which `test/program/first-frame.test.ts` would find.
 */
const withoutSchemas: Plugin = {
  name: 'without-schemas',
  setup(plugin) {
    plugin.onResolve({ filter: /^zod$/ }, () => ({ path: 'zod', namespace: 'no-schemas' }));
    plugin.onLoad({ filter: /.*/, namespace: 'no-schemas' }, () => ({
      contents: `
        const unusable = () => { throw new Error('The first picture parses nothing.'); };
        const schema = new Proxy(() => {}, {
          get: (_, name) => (/[pP]arse/.test(String(name)) ? unusable : name === Symbol.iterator ? undefined : schema),
          apply: () => schema,
        });
        export { ${Object.keys(zod).map((name) => `schema as ${name}`)} };`,
      loader: 'js',
    }));
  },
};

const wholeBesides: Plugin = {
  name: 'whole-besides',
  setup(plugin) {
    for (const [name, path] of Object.entries(WHOLE))
      plugin.onResolve({ filter: new RegExp(`/${name}\\.ts$`) }, async ({ kind, resolveDir, path: asked }) => {
        if (kind !== 'dynamic-import' || resolve(resolveDir, asked) !== resolve(root, path)) return undefined;
        return { path: `./${name}.js`, external: true };
      });
  },
};

/** CommonJS dependencies ask for Node's own modules through require. */
const REQUIRE = "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);\n";

/** Making a require takes a tenth of a millisecond a chunk, and nearly all of them get on without one. */
function withoutIdleRequire(source: string): string {
  if (!source.startsWith(REQUIRE)) return source;
  const rest = source.slice(REQUIRE.length);
  return /\brequire\b/.test(rest) ? source : rest;
}

async function finish(path: string): Promise<void> {
  await writeFile(path, withoutFacades(withoutIdleRequire(await readFile(path, 'utf8'))));
}

await rm(outdir, { recursive: true, force: true });
const common = {
  absWorkingDir: root,
  outdir,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.19',
  // A profile names the functions as they are written.
  minify: !values.readable,
  // Crash reports contain the names of our own classes and functions.
  keepNames: true,
  legalComments: 'linked',
  chunkNames: '[name]-[hash]',
  define: {
    'process.env.NODE_ENV': '"production"',
    BUILT_FROM_COMMIT: JSON.stringify(builtFromCommit(process.env.GITPOD_DOCTOR_COMMIT)),
    RULES_SHA256: JSON.stringify(await rulesSha256(root)),
  },
  banner: { js: REQUIRE.trimEnd() },
  // ssh2 asks for its native helpers and gets on without them.
  external: ['cpu-features', '*.node'],
  // Its CommonJS half asks for its files through a require of its own, which cannot be bundled.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;
const results = await Promise.all([
  build({
    ...common,
    entryPoints: {
      main: 'src/cli/main.ts',
      'lookup-helper': 'src/probes/dns/lookup-helper.ts',
      'system-roots-helper': 'src/probes/tls/system-roots-helper.ts',
      'estimate-helper': 'src/probes/ssh/estimate-helper.ts',
      'script-helper': 'src/probes/pac/script-helper.ts',
    },
    splitting: true,
    plugins: [
      wholeBesides,
      startChunk,
      scriptEngine,
      narrowText,
      yogaWithoutFetch,
      withoutDevtools,
      awsAsModules,
      awsShapesOnDemand,
      undiciClientAlone,
      ssh2WithoutFolder,
    ],
  }),
  build({ ...common, entryPoints: WHOLE, plugins: [withoutDictionary, withoutSchemas, narrowText] }),
]);
const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs)) as Metafile['outputs'];
await Promise.all(
  Object.keys(outputs)
    .filter((path) => path.endsWith('.js'))
    .map((path) => finish(resolve(root, path))),
);
const bundled = Object.values(outputs).flatMap(({ inputs }) =>
  Object.keys(inputs).filter((path) => (inputs[path]?.bytesInOutput ?? 0) > 0),
);
const packages = await packagesOf(root, bundled);
await writeFile(resolve(outdir, 'LICENSES.txt'), await licencesOf(root, packages));
const own = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8'));
await writeFile(resolve(outdir, 'sbom.cdx.json'), sbomOf(own, packages));
const bytes = Object.values(outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(`${outdir}: ${Object.keys(outputs).length} files, ${Math.round(bytes / 1024)} KiB\n`);
