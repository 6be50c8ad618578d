#!/usr/bin/env node
// Checks the Node version before anything else is imported. If this Node is too old and the package has its own,
// the same command line is run with that one; otherwise one line says what is needed.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED = [22, 19];

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

function ownNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return [`../node_modules/.bin/${name}`, `../node_modules/node/bin/${name}`]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
}

async function runWith(node) {
  // Loaded only here: it costs a tenth of a bare start.
  const [{ spawn }, { constants }] = await Promise.all([import('node:child_process'), import('node:os')]);
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
  const node = process.env.GITPOD_DOCTOR_STARTED_BY ? undefined : ownNode();
  if (node) runWith(node);
  else refuse();
}
