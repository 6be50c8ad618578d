/** Reads the set-up of this machine: the region of the AWS programs, the editors, the host of the current folder's repository. */

import { join } from 'node:path';
import { canAccess } from '../../files/access.ts';
import type { MachineSetup } from '../../model/host-facts.ts';
import { isPlainHost } from '../../model/host-syntax.ts';
import { configuredRegion } from '../aws/region-named.ts';
import { iniEntries } from './settings/ini.ts';
import type { Folders } from './settings/place.ts';
import { listNewestFirst, readSettingsFile } from './settings/read-file.ts';
import { editorFolders } from './settings/vscode.ts';

export async function readMachineSetup(place: Folders): Promise<MachineSetup> {
  const [region, vscode, jetbrains, scm] = await Promise.all([
    regionOf(place),
    hasVscode(place),
    listNewestFirst(join(place.applications, 'JetBrains'), 1),
    providerOf(place),
  ]);
  return { region, editors: [...(vscode ? (['vscode'] as const) : []), ...(jetbrains.length > 0 ? (['jetbrains'] as const) : [])], scm };
}

async function regionOf({ home, environment }: Folders): Promise<MachineSetup['region']> {
  const text = await readSettingsFile(environment['AWS_CONFIG_FILE'] || join(home, '.aws', 'config'));
  const profile = environment['AWS_PROFILE'] || 'default';
  const entry = iniEntries(text ?? '').find(({ section, key }) => key === 'region' && section.replace(/^profile\s+/, '') === profile);
  return configuredRegion(environment, entry?.value ?? '');
}

async function hasVscode(place: Folders): Promise<boolean> {
  return (await Promise.all(editorFolders(place).map((folder) => canAccess(folder)))).includes(true);
}

/** The repository of the current folder; only the host of its URL is kept. */
async function providerOf({ environment }: Folders): Promise<string | null> {
  const folder = environment['PWD'] ?? '';
  const text = folder === '' ? null : await readSettingsFile(join(folder, '.git', 'config'));
  const entry = iniEntries(text ?? '').find(({ section, key }) => key === 'url' && section === 'remote "origin"');
  const host = entry === undefined ? null : hostOf(entry.value);
  return host === null ? null : `https://${host}/`;
}

/** Parses `https://user@host/path`, `ssh://git@host/path` and `git@host:path`. */
function hostOf(url: string): string | null {
  const host = /^[a-z+]{3,10}:\/\//i.test(url) ? (URL.parse(url)?.hostname ?? '') : (/^[^/@:]+@([^/:]+):/.exec(url)?.[1] ?? '');
  return isPlainHost(host) && host.includes('.') ? host.toLowerCase() : null;
}
