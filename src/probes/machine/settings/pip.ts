/** pip: its own CA list and its proxy, from the files of `pip config debug` and from variables. */
import { join } from 'node:path';
import { type FoundSettings, mergeSettings, proxySetting, settingsInFiles, trustSetting } from './found.ts';
import { iniEntries } from './ini.ts';
import type { Folders } from './place.ts';

export async function pipSettings({ platform, home, applications, machine, environment }: Folders): Promise<FoundSettings> {
  const name = platform === 'win32' ? 'pip.ini' : 'pip.conf';
  const legacy = platform === 'win32' ? join(home, 'pip', name) : join(home, '.pip', name);
  const files = [join(machine, name), legacy, join(applications, 'pip', name), environment['PIP_CONFIG_FILE'] ?? ''];
  const found = await settingsInFiles(
    files.filter((file) => file !== ''),
    parsePipConfig,
  );
  const variable = environment['PIP_CERT'] ?? '';
  return variable === '' ? found : mergeSettings([found, trustSetting('pip', 'PIP_CERT', variable)]);
}

/** Reads `[global]`, and one section per command (`[install]`); `cert` replaces the list, `proxy` is a URL. */
export function parsePipConfig(text: string, file: string): FoundSettings {
  const entries = iniEntries(text).filter(({ value }) => value !== '');
  return mergeSettings(
    entries.flatMap(({ key, value }) => {
      if (key === 'cert') return [trustSetting('pip', 'cert', value)];
      return key === 'proxy' ? [proxySetting({ program: 'pip', file }, value)] : [];
    }),
  );
}
