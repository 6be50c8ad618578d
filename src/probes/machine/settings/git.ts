/** Git itself is run, because it resolves its includes and conditions. */
import { canAccess } from '../../../files/access.ts';
import { outputOf } from './answer-of.ts';
import { type FoundSettings, mergeSettings, NOTHING_FOUND, proxySetting, trustSetting } from './found.ts';
import type { Folders } from './place.ts';

const LIST = ['git', '--no-pager', 'config', '--list', '--show-origin', '-z'] as const;
/** Variables with which git finds its files. */
const OF_GIT = {
  passed: ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'],
  set: { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
} as const;

export async function gitSettings(place: Folders): Promise<FoundSettings> {
  return (await isStub(place)) ? NOTHING_FOUND : parseGitConfig((await outputOf(place, LIST, OF_GIT)) ?? '');
}

/** On macOS `git` may be a stub that opens a dialog to install the real git. */
async function isStub({ platform }: Folders): Promise<boolean> {
  if (platform !== 'darwin') return false;
  return !(await canAccess('/Library/Developer/CommandLineTools/usr/bin/git')) && !(await canAccess('/Applications/Xcode.app'));
}

/** Parses pairs of origin and entry, each ended by NUL. An entry is a key, a line end and the value. Later ones win. */
export function parseGitConfig(output: string): FoundSettings {
  const parts = output.split('\0');
  const proxies = new Map<string, FoundSettings>();
  let trust: FoundSettings = NOTHING_FOUND;
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [file = '', entry = ''] = [(parts[at] ?? '').replace(/^file:/, ''), parts[at + 1]];
    const end = entry.indexOf('\n');
    const [key, value] = end < 0 ? [entry, ''] : [entry.slice(0, end), entry.slice(end + 1)];
    if (/^http\.(?:.*\.)?proxy$/.test(key)) proxies.set(key, proxySetting({ program: 'git', file }, value));
    if (key === 'http.sslcainfo' && value !== '') trust = trustSetting('git', 'http.sslCAInfo', value);
  }
  return mergeSettings([...proxies.values(), trust]);
}
