/** The licences of all third-party packages in the built program, each text once. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CarriedPackage } from './packages.ts';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** One page for all packages. */
export async function licencesOf(root: string, packages: readonly CarriedPackage[]): Promise<string> {
  const packagesByText = new Map<string, string[]>();
  for (const { folder, name, version, license } of packages) {
    const named = license ?? 'no licence named';
    const text = (await textsIn(join(root, folder))) || `(The package carries no licence text; it names its licence: ${named}.)`;
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), `${name} ${version} (${named})`]);
  }
  const parts = [...packagesByText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  return [`gitpod-doctor carries ${packages.length} packages of other people. Their licences:\n`, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

async function textsIn(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => LICENCE_FILE.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
}
