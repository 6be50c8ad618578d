/** The licences of everything of other people that the built program carries, each text once. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A package's own folder, however deep it lies and whatever of it was bundled. */
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

interface Manifest {
  name: string;
  version: string;
  license?: string;
  /** As packages named it before 2014. */
  licenses?: readonly { type: string }[];
}

/** One page for all packages that the inputs belong to; inputs are paths below the root, as the bundler names them. */
export async function licencesOf(root: string, inputs: readonly string[]): Promise<string> {
  const folders = [...new Set(inputs.flatMap((path) => PACKAGE.exec(path)?.[0] ?? []))].sort();
  const packagesByText = new Map<string, string[]>();
  for (const folder of folders) {
    const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Manifest;
    const license = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' or ') ?? 'no licence named';
    const text = (await textsIn(join(root, folder))) || `(The package carries no licence text; it names its licence: ${license}.)`;
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), `${manifest.name} ${manifest.version} (${license})`]);
  }
  const parts = [...packagesByText].map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`);
  return [`gitpod-doctor carries ${folders.length} packages of other people. Their licences:\n`, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

async function textsIn(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => LICENCE_FILE.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
}
