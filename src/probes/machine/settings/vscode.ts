/** VS Code and its forks: the settings of the user, and those of the VS Code server on a remote machine. */
import { join } from 'node:path';
import { type FoundSettings, NOTHING_FOUND, proxySetting, settingsInFiles, settingWithoutProxy } from './found.ts';
import { asString, objectMembers, parseJsonc } from './jsonc.ts';
import type { Folders } from './place.ts';
import { readSettingsFile } from './read-file.ts';

const EDITORS = ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf'];
const SERVERS = [
  '.vscode-server',
  '.vscode-server-insiders',
  '.vscodium-server',
  '.cursor-server',
  '.windsurf-server',
  '.openvscode-server',
];

export function vscodeSettings(place: Folders): Promise<FoundSettings> {
  return settingsInFiles(filesOf(place), parseVscodeSettings);
}

/** True if `http.systemCertificates` is false in one of these editors, which then ignore the system's store. */
export async function isSystemStoreDisabled(place: Folders): Promise<boolean> {
  const texts = await Promise.all(filesOf(place).map(readSettingsFile));
  return texts.some((text) => text !== null && objectMembers(parseJsonc(text))['http.systemCertificates'] === false);
}

/** The folders of these editors and of their servers. */
export function editorFolders({ home, applications }: Folders): string[] {
  return [...EDITORS.map((name) => join(applications, name)), ...SERVERS.map((name) => join(home, name))];
}

function filesOf({ home, applications }: Folders): string[] {
  return [
    ...EDITORS.map((name) => join(applications, name, 'User', 'settings.json')),
    ...SERVERS.map((name) => join(home, name, 'data', 'Machine', 'settings.json')),
  ];
}

/** `http.noProxy` replaces the variable NO_PROXY for this program. With `http.proxySupport` off, neither counts. */
export function parseVscodeSettings(text: string, file: string): FoundSettings {
  const settings = objectMembers(parseJsonc(text));
  const source = { program: 'vscode', file } as const;
  const support = asString(settings['http.proxySupport']);
  if (support === 'off') return settingWithoutProxy(source, 'off');
  const proxy = asString(settings['http.proxy']) ?? '';
  const list = settings['http.noProxy'];
  const noProxy = Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
  return proxy === '' ? NOTHING_FOUND : proxySetting(source, proxy, noProxy);
}
