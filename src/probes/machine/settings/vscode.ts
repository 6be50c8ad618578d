/** VS Code and its forks: the user's settings, and those of the server part on a remote machine. */
import { join } from 'node:path';
import { type Found, kindOf, merged, NOTHING_FOUND, proxySetting } from './found.ts';
import { membersOf, parseJsonc, textOf } from './jsonc.ts';
import type { Place } from './place.ts';
import { readSettings } from './read-file.ts';

const EDITORS = ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf'];
const SERVERS = [
  '.vscode-server',
  '.vscode-server-insiders',
  '.vscodium-server',
  '.cursor-server',
  '.windsurf-server',
  '.openvscode-server',
];

export async function vscodeSettings(place: Place): Promise<Found> {
  return merged(await Promise.all(filesOf(place).map(async (file) => vscodeFound((await readSettings(file)) ?? '', file))));
}

/** True if `http.systemCertificates` is false in one of these editors, which then ignore the system's store. */
export async function systemCertificatesOff(place: Place): Promise<boolean> {
  const texts = await Promise.all(filesOf(place).map(readSettings));
  return texts.some((text) => text !== null && membersOf(parseJsonc(text))['http.systemCertificates'] === false);
}

/** The folders of these editors and their server parts. */
export function editorFolders({ home, applications }: Place): string[] {
  return [...EDITORS.map((name) => join(applications, name)), ...SERVERS.map((name) => join(home, name))];
}

function filesOf({ home, applications }: Place): string[] {
  return [
    ...EDITORS.map((name) => join(applications, name, 'User', 'settings.json')),
    ...SERVERS.map((name) => join(home, name, 'data', 'Machine', 'settings.json')),
  ];
}

/** `http.noProxy` replaces the variable NO_PROXY for this program; with `http.proxySupport` off neither counts. */
export function vscodeFound(text: string, file: string): Found {
  const settings = membersOf(parseJsonc(text));
  const source = { program: 'vscode', file } as const;
  const support = textOf(settings['http.proxySupport']);
  if (support === 'off') return kindOf(source, 'off');
  const proxy = textOf(settings['http.proxy']) ?? '';
  const list = settings['http.noProxy'];
  const noProxy = Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
  return proxy === '' ? NOTHING_FOUND : proxySetting(source, proxy, noProxy);
}
