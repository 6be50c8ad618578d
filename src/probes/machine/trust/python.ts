/** Finds Python's packages and their CA lists: certifi's, the AWS CLI's or botocore's. Debian patches certifi's `where()`. */

import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canAccess } from '../../../files/access.ts';
import { readText } from '../../../files/regular-file.ts';
import type { Folders } from '../settings/index.ts';
import { existingPaths, findOnPath, pathsBelow } from './find.ts';

/** `site-packages` of the Pythons on the PATH, and of the active environment. */
export async function packageFolders({ home, environment }: Folders): Promise<string[]> {
  const found = await Promise.all(['python3', 'python'].map((name) => findOnPath(name, environment)));
  const prefixes = await Promise.all(found.flatMap((path) => (path === null ? [] : [prefixesOf(path, environment)])));
  const named = ['VIRTUAL_ENV', 'CONDA_PREFIX'].flatMap((name) => environment[name] ?? []);
  const folders = await Promise.all([...named, ...prefixes.flat(), join(home, '.local')].map(foldersBelow));
  return existingPaths(folders.flat());
}

/** Searches both places, because `bin/python3` of an environment links to a Python outside it and both have packages. */
async function prefixesOf(path: string, environment: Folders['environment']): Promise<string[]> {
  const folder = dirname(path);
  if (folder.endsWith('shims')) return pyenvPrefixes(dirname(folder), environment);
  const real = await realpath(path).catch(() => path);
  return [dirname(folder), dirname(dirname(real))];
}

/** A pyenv shim is a script. A variable or a file gives the version that it starts. */
async function pyenvPrefixes(root: string, environment: Folders['environment']): Promise<string[]> {
  const said = environment['PYENV_VERSION'] ?? (await readText(join(root, 'version'), 4096)) ?? '';
  return said
    .split(/[\s:]+/)
    .filter((version) => /^[\w.-]{1,60}$/.test(version))
    .map((version) => join(root, 'versions', version));
}

async function foldersBelow(prefix: string): Promise<string[]> {
  const versions = (await pathsBelow(join(prefix, 'lib'))).filter((path) => /[/\\]python3(\.\d+)?$/.test(path));
  return [...versions.flatMap((path) => [join(path, 'site-packages'), join(path, 'dist-packages')]), join(prefix, 'Lib', 'site-packages')];
}

/** certifi's list in a package folder; `systems-own` if the distribution replaced it; null if certifi is not installed. */
export async function findCertifi(packages: string): Promise<string | 'systems-own' | null> {
  const list = join(packages, 'certifi', 'cacert.pem');
  if (await canAccess(list)) return list;
  return (await canAccess(join(packages, 'certifi', '__init__.py'))) ? 'systems-own' : null;
}

/** botocore's fallback list, and that of the AWS CLI's own package, which has no certifi. */
export async function botocoreLists({ environment }: Folders, packages: readonly string[]): Promise<string[]> {
  const cli = await findOnPath('aws', environment);
  const real = cli === null ? null : await realpath(cli).catch(() => null);
  const bundled = real === null ? [] : ['awscli/botocore', 'botocore'].map((folder) => join(dirname(real), folder, 'cacert.pem'));
  const ownPackage = await existingPaths(bundled);
  return ownPackage.length > 0 ? ownPackage : existingPaths(packages.map((folder) => join(folder, 'botocore', 'cacert.pem')));
}
