/**
 * Proxy scripts in the browsers' own settings: managed policies (Chrome enterprise policies ProxyMode, ProxyPacUrl, ProxySettings; Firefox
 * policies.json, `Proxy`), and profiles (`Preferences`, `prefs.js`). Windows and macOS by their documentation; never run there.
 */
import { join } from 'node:path';
import { readText } from '../../../files/regular-file.ts';
import { parsedJson } from '../../../model/parsed-json.ts';
import type { ScriptSource } from '../../../model/proxy-script.ts';
import { outputOf } from './answer-of.ts';
import { WithheldUrl } from './found.ts';
import { asString, objectMembers } from './jsonc.ts';
import type { Folders } from './place.ts';
import { listNewestFirst, readSettingsFile } from './read-file.ts';

export interface BrowserScripts {
  scripts: { source: ScriptSource; url: WithheldUrl; file: string }[];
  /** True if a browser discovers its script (WPAD). */
  isDiscovering: boolean;
}

const FILE_LIMIT = 24;
const PROFILE_LIMIT = 8;
/** Chrome keeps the state of every extension in this file. */
const PREFERENCES_LIMIT = 4 * 1024 * 1024;

const CHROMIUMS = [
  { source: 'chrome', policies: 'opt/chrome', linux: 'google-chrome', darwin: 'Google/Chrome', win32: 'Google\\Chrome' },
  { source: 'chromium', policies: 'chromium', linux: 'chromium', darwin: 'Chromium', win32: 'Chromium' },
  { source: 'edge', policies: 'opt/edge', linux: 'microsoft-edge', darwin: 'Microsoft Edge', win32: 'Microsoft\\Edge' },
] as const;

export async function readBrowserScripts(place: Folders): Promise<BrowserScripts> {
  const found = await Promise.all([
    ...CHROMIUMS.map((browser) => chromiumProfiles(place, browser)),
    firefoxProfiles(place),
    policies(place),
  ]);
  return merged(found.flat());
}

function policies(place: Folders): Promise<BrowserScripts[]> {
  if (place.platform === 'win32') return windowsPolicies(place);
  return place.platform === 'darwin' ? macosPolicies(place) : linuxPolicies(place);
}

async function linuxPolicies({ machine }: Folders): Promise<BrowserScripts[]> {
  const folders = CHROMIUMS.flatMap(({ policies: folder }) =>
    ['managed', 'recommended'].map((kind) => join(machine, folder, 'policies', kind)),
  );
  const files = await Promise.all(
    folders.map(async (folder) => (await listNewestFirst(folder, FILE_LIMIT)).map((name) => join(folder, name))),
  );
  const firefox = join(machine, 'firefox', 'policies', 'policies.json');
  const read = async (file: string) => objectMembers(parsedJson((await readSettingsFile(file)) ?? ''));
  return Promise.all([
    ...files.flat().map(async (file) => scriptsOfPolicy(await read(file), file)),
    read(firefox).then(({ policies: all }) => scriptsOfFirefoxPolicy(objectMembers(objectMembers(all)['Proxy']), firefox)),
  ]);
}

async function windowsPolicies(place: Folders): Promise<BrowserScripts[]> {
  const root = place.environment['SYSTEMROOT'] || place.environment['SystemRoot'] || 'C:\\Windows';
  const keys = ['HKLM', 'HKCU'].flatMap((hive) => CHROMIUMS.map(({ win32 }) => `${hive}\\SOFTWARE\\Policies\\${win32}`));
  return Promise.all(
    keys.map(async (key) => {
      const printed = (await outputOf(place, [join(root, 'System32', 'reg.exe'), 'query', key])) ?? '';
      const values = printed.matchAll(/^ {4}(Proxy\w{1,40}) {4}REG_\w{1,20} {4}(.{0,4000}?)\r?$/gm);
      return scriptsOfPolicy(Object.fromEntries(Array.from(values, ([, name, value]) => [name, value])), key);
    }),
  );
}

async function macosPolicies(place: Folders): Promise<BrowserScripts[]> {
  const files = ['com.google.Chrome', 'org.chromium.Chromium', 'com.microsoft.Edge'].map(
    (name) => `/Library/Managed Preferences/${name}.plist`,
  );
  return Promise.all(
    files.map(async (file) => {
      const printed = await outputOf(place, ['/usr/bin/plutil', '-convert', 'json', '-o', '-', file]);
      return scriptsOfPolicy(objectMembers(parsedJson(printed ?? '')), file);
    }),
  );
}

/** ProxySettings replaces the single policies; it is an object, or its JSON. */
export function scriptsOfPolicy(policy: Readonly<Record<string, unknown>>, file: string): BrowserScripts {
  const given = policy['ProxySettings'];
  const settings = given === undefined ? policy : objectMembers(typeof given === 'string' ? parsedJson(given) : given);
  return ofMode('policy', settings['ProxyMode'], settings['ProxyPacUrl'], file);
}

export function scriptsOfFirefoxPolicy(proxy: Readonly<Record<string, unknown>>, file: string): BrowserScripts {
  const modes = { autoConfig: 'pac_script', autoDetect: 'auto_detect' } as const;
  return ofMode('policy', modes[String(proxy['Mode']) as keyof typeof modes], proxy['AutoConfigURL'], file);
}

async function chromiumProfiles(place: Folders, browser: (typeof CHROMIUMS)[number]): Promise<BrowserScripts[]> {
  const local = place.environment['LOCALAPPDATA'] || join(place.home, 'AppData', 'Local');
  const folder =
    place.platform === 'win32'
      ? join(local, browser.win32, 'User Data')
      : join(place.applications, place.platform === 'darwin' ? browser.darwin : browser.linux);
  const profiles = (await listNewestFirst(folder, 100))
    .filter((name) => /^(?:Default|Profile \d{1,4})$/.test(name))
    .slice(0, PROFILE_LIMIT);
  return Promise.all(
    profiles.map(async (profile) => {
      const file = join(folder, profile, 'Preferences');
      const text = (await readText(file, PREFERENCES_LIMIT)) ?? '';
      // Megabytes are parsed only if they contain a script.
      const { proxy } = /"(?:pac_script|auto_detect)"/.test(text) ? objectMembers(parsedJson(text)) : {};
      const { mode, pac_url: url } = objectMembers(proxy);
      return ofMode(browser.source, mode, url, file);
    }),
  );
}

async function firefoxProfiles({ platform, home, applications }: Folders): Promise<BrowserScripts[]> {
  const folders =
    platform === 'linux'
      ? ['.mozilla/firefox', 'snap/firefox/common/.mozilla/firefox', '.var/app/org.mozilla.firefox/.mozilla/firefox'].map((each) =>
          join(home, each),
        )
      : [platform === 'darwin' ? join(applications, 'Firefox', 'Profiles') : join(applications, 'Mozilla', 'Firefox', 'Profiles')];
  const found = await Promise.all(
    folders.map(async (folder) =>
      Promise.all(
        (await listNewestFirst(folder, PROFILE_LIMIT)).map(async (profile) => {
          const file = join(folder, profile, 'prefs.js');
          return scriptsOfFirefoxPreferences((await readSettingsFile(file)) ?? '', file);
        }),
      ),
    ),
  );
  return found.flat();
}

/** `network.proxy.type`: 2 a script, 4 discovery, 5 (the default) the system's settings. */
export function scriptsOfFirefoxPreferences(text: string, file: string): BrowserScripts {
  const value = (name: string) => new RegExp(`^user_pref\\("network\\.proxy\\.${name}", (.{1,4000})\\);\\s*$`, 'm').exec(text)?.[1];
  const modes = { '2': 'pac_script', '4': 'auto_detect' } as const;
  return ofMode('firefox', modes[(value('type') ?? '') as keyof typeof modes], parsedJson(value('autoconfig_url') ?? ''), file);
}

function ofMode(source: ScriptSource, mode: unknown, url: unknown, file: string): BrowserScripts {
  const isScript = mode === 'pac_script' || (mode === undefined && source === 'policy');
  const script = isScript ? (asString(url) ?? '') : '';
  return { scripts: script === '' ? [] : [{ source, url: new WithheldUrl(script), file }], isDiscovering: mode === 'auto_detect' };
}

function merged(parts: readonly BrowserScripts[]): BrowserScripts {
  return { scripts: parts.flatMap(({ scripts }) => scripts), isDiscovering: parts.some(({ isDiscovering }) => isDiscovering) };
}
