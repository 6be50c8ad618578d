/** Proxies and certificates in programs' own settings, read in parallel. Only the needed values are kept. */
import type { OtherProxy, OtherSetting, OtherTrustFile } from '../../../model/host-facts.ts';
import { inspectTrustFile } from '../trust-files.ts';
import { awsSettings } from './aws.ts';
import { dockerSettings } from './docker.ts';
import { dockerServiceSettings } from './docker-service.ts';
import { merge } from './found.ts';
import { gitSettings } from './git.ts';
import { jetbrainsSettings } from './jetbrains.ts';
import { npmSettings } from './npm.ts';
import { pipSettings } from './pip.ts';
import type { Folders } from './place.ts';
import { systemSettings } from './system.ts';
import { vscodeSettings } from './vscode.ts';

export { type Folders, foldersOf } from './place.ts';

export interface OtherSettings {
  otherProxies: OtherProxy[];
  otherSettings: OtherSetting[];
  otherTrustFiles: OtherTrustFile[];
}

const SOURCES: readonly ((place: Folders) => ReturnType<typeof gitSettings>)[] = [
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
  const { proxies, settings, trustFiles } = merge(await Promise.all(SOURCES.map((read) => read(place))));
  return {
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
