/** Proxies and certificates in programs' own settings, read in parallel. Only the needed values are kept. */

import { join } from 'node:path';
import type { OtherProxy, OtherSetting, OtherTrustFile } from '../../../model/host-facts.ts';
import { inspectTrustFile } from '../trust-files.ts';
import { dockerSettings } from './docker.ts';
import { dockerServiceSettings } from './docker-service.ts';
import { type FoundSettings, mergeSettings, trustSetting } from './found.ts';
import { gitSettings } from './git.ts';
import { iniEntries } from './ini.ts';
import { jetbrainsSettings } from './jetbrains.ts';
import { npmSettings } from './npm.ts';
import { pipSettings } from './pip.ts';
import type { Folders } from './place.ts';
import { readSettingsFile } from './read-file.ts';
import { systemSettings } from './system.ts';
import { vscodeSettings } from './vscode.ts';

export { type Folders, foldersOf } from './place.ts';

export interface OtherSettings {
  otherProxies: OtherProxy[];
  otherSettings: OtherSetting[];
  otherTrustFiles: OtherTrustFile[];
  scripts: FoundSettings['scripts'];
}

const SOURCES: readonly ((place: Folders) => Promise<FoundSettings>)[] = [
  gitSettings,
  npmSettings,
  pipSettings,
  awsSettings,
  dockerSettings,
  dockerServiceSettings,
  vscodeSettings,
  jetbrainsSettings,
  systemSettings,
];

const LIMIT = 16;

export async function readOtherSettings(place: Folders): Promise<OtherSettings> {
  const { proxies, settings, scripts, trustFiles } = mergeSettings(await Promise.all(SOURCES.map((read) => read(place))));
  return {
    scripts: scripts.slice(0, LIMIT),
    otherProxies: proxies.slice(0, LIMIT),
    otherSettings: settings.slice(0, LIMIT),
    otherTrustFiles: await Promise.all(
      trustFiles.slice(0, LIMIT).map(async (file) => {
        // git, npm, pip and AWS all expand `~` to the home folder.
        const path = file.path.replace(/^~(?=[/\\])/, place.home);
        return { ...file, path, ...(await inspectTrustFile(path)) };
      }),
    ),
  };
}

/** AWS's config has no proxy, but may name certificates, per profile. Keys are in another file. */
async function awsSettings({ home, environment }: Folders): Promise<FoundSettings> {
  const text = await readSettingsFile(environment['AWS_CONFIG_FILE'] || join(home, '.aws', 'config'));
  const paths = iniEntries(text ?? '').flatMap(({ key, value }) =>
    key === 'ca_bundle' && value !== '' ? [value.replace(/^~(?=[/\\])/, home)] : [],
  );
  return mergeSettings(paths.map((path) => trustSetting('aws', 'ca_bundle', path)));
}
