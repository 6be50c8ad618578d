/**
 * Where Python's packages lie. requests and pip bring certifi's list, the AWS CLI its own or that of botocore; Debian
 * leaves certifi's list out and points to the system's (its `where()` is patched).
 */
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { textOf } from '../../../files/regular-file.ts';
import type { Place } from '../settings/index.ts';
import { below, existing, isThere, onPath } from './find.ts';

/** `site-packages` of the Pythons that the PATH leads to, and of the active environment. */
export async function packageFolders({ home, environment }: Place): Promise<string[]> {
  const found = await Promise.all(['python3', 'python'].map((name) => onPath(name, environment)));
  const prefixes = await Promise.all(found.flatMap((path) => (path === null ? [] : [prefixesOf(path, environment)])));
  const named = ['VIRTUAL_ENV', 'CONDA_PREFIX'].flatMap((name) => environment[name] ?? []);
  const folders = await Promise.all([...named, ...prefixes.flat(), join(home, '.local')].map(foldersBelow));
  return existing(folders.flat());
}

/** An environment's `bin/python3` is a link out of it: both ends have packages. */
async function prefixesOf(path: string, environment: Place['environment']): Promise<string[]> {
  const folder = dirname(path);
  if (folder.endsWith('shims')) return pyenvPrefixes(dirname(folder), environment);
  const real = await realpath(path).catch(() => path);
  return [dirname(folder), dirname(dirname(real))];
}

/** A shim of pyenv is a script; which version it starts stands in a variable or in a file. */
async function pyenvPrefixes(root: string, environment: Place['environment']): Promise<string[]> {
  const said = environment['PYENV_VERSION'] ?? (await textOf(join(root, 'version'), 4096)) ?? '';
  return said
    .split(/[\s:]+/)
    .filter((version) => /^[\w.-]{1,60}$/.test(version))
    .map((version) => join(root, 'versions', version));
}

async function foldersBelow(prefix: string): Promise<string[]> {
  const versions = (await below(join(prefix, 'lib'))).filter((path) => /[/\\]python3(\.\d+)?$/.test(path));
  return [...versions.flatMap((path) => [join(path, 'site-packages'), join(path, 'dist-packages')]), join(prefix, 'Lib', 'site-packages')];
}

/** certifi's list of a folder of packages; `systems-own` where it was replaced by the distribution; null without certifi. */
export async function certifiOf(packages: string): Promise<string | 'systems-own' | null> {
  const list = join(packages, 'certifi', 'cacert.pem');
  if (await isThere(list)) return list;
  return (await isThere(join(packages, 'certifi', '__init__.py'))) ? 'systems-own' : null;
}

/** The list that botocore falls back to, and that of the AWS CLI's own package, which has no certifi. */
export async function botocoreLists({ environment }: Place, packages: readonly string[]): Promise<string[]> {
  const cli = await onPath('aws', environment);
  const real = cli === null ? null : await realpath(cli).catch(() => null);
  const bundled = real === null ? [] : ['awscli/botocore', 'botocore'].map((folder) => join(dirname(real), folder, 'cacert.pem'));
  const ownPackage = await existing(bundled);
  return ownPackage.length > 0 ? ownPackage : existing(packages.map((folder) => join(folder, 'botocore', 'cacert.pem')));
}
