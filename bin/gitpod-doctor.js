#!/usr/bin/env node
// Checks the Node version before anything else is imported. If this Node is too old and the package has its own,
// the same command line is run with that one; otherwise one line says what is needed.
// Nothing of Node's is imported up here: `node:fs` alone would cost a fifth of a bare start.

const NEEDED = [22, 19];

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

async function ownNode() {
  const [{ existsSync }, { fileURLToPath }] = await Promise.all([import('node:fs'), import('node:url')]);
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return [`../node_modules/.bin/${name}`, `../node_modules/node/bin/${name}`]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
}

async function runWith(node) {
  const [{ spawn }, { constants }, { fileURLToPath }] = await Promise.all(
    ['node:child_process', 'node:os', 'node:url'].map((name) => import(name)),
  );
  // Variables that can stop a newer Node before it reads our first line, or change how it connects.
  const env = { ...process.env, GITPOD_DOCTOR_STARTED_BY: process.version };
  delete env.NODE_OPTIONS;
  delete env.NODE_USE_ENV_PROXY;
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', () => refuse());
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 70)));
}

function refuse() {
  process.stderr.write(`gitpod-doctor needs Node ${NEEDED.join('.')} or newer; this is ${process.version}.\n`);
  process.exit(70);
}

if (isNewEnough(process.versions.node)) {
  import('../dist/main.js').then(
    (program) => program.main(process.argv.slice(2)),
    (error) => {
      const missing = error && error.code === 'ERR_MODULE_NOT_FOUND';
      process.stderr.write(missing ? 'gitpod-doctor is not built yet: run `npm ci` in its folder.\n' : `${error}\n`);
      process.exit(70);
    },
  );
} else {
  const own = process.env.GITPOD_DOCTOR_STARTED_BY ? Promise.resolve() : ownNode();
  own.then((node) => (node ? runWith(node) : refuse()));
}
