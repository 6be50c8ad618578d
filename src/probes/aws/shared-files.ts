/** AWS's two shared files (SDKs and Tools Reference Guide). Their values hold secrets and stay in this folder. */

import { join } from 'node:path';
import { canAccess } from '../../files/access.ts';
import type { CredentialFacts } from '../../model/aws/credentials.ts';
import { readSettingsFile } from '../machine/settings/read-file.ts';

/** Settings of one profile, merged from both files. A nested setting is spelt `ec2.endpoint_url`. */
export type ProfileSettings = ReadonlyMap<string, string>;

export interface SharedFiles {
  /** The paths of both files, which the SDK reads as well. */
  configPath: string;
  credentialsPath: string;
  profiles: ReadonlyMap<string, ProfileSettings>;
  ssoSessions: ReadonlyMap<string, ProfileSettings>;
  services: ReadonlyMap<string, ProfileSettings>;
  files: CredentialFacts['files'];
}

type Environment = Readonly<Record<string, string>>;

/** `home` is null on a machine without a readable home folder (the pretend one). Then only the files from variables are read. */
export async function readSharedFiles(environment: Environment, home: string | null): Promise<SharedFiles> {
  const [config, credentials] = await Promise.all([
    readOne('config', 'AWS_CONFIG_FILE', environment, home),
    readOne('credentials', 'AWS_SHARED_CREDENTIALS_FILE', environment, home),
  ]);
  const profiles = new Map<string, Map<string, string>>();
  const ssoSessions = new Map<string, Map<string, string>>();
  const services = new Map<string, Map<string, string>>();
  for (const { section, key, value } of awsEntries(config.text)) {
    const named = /^(profile|sso-session|services)\s+["']?([^"']+)["']?$/.exec(section);
    if (section === 'default') put(profiles, 'default', key, value);
    else if (named?.[1] === 'profile') put(profiles, named[2] ?? '', key, value);
    else if (named?.[1] === 'sso-session') put(ssoSessions, named[2] ?? '', key, value);
    else if (named?.[1] === 'services') put(services, named[2] ?? '', key, value);
  }
  // In the credentials file, profiles have no prefix, and they take precedence.
  for (const { section, key, value } of awsEntries(credentials.text)) put(profiles, section.replace(/^profile\s+/, ''), key, value);
  return {
    configPath: config.file.path,
    credentialsPath: credentials.file.path,
    profiles,
    ssoSessions,
    services,
    files: [config.file, credentials.file],
  };
}

async function readOne(role: 'config' | 'credentials', variable: string, environment: Environment, home: string | null) {
  const moved = environment[variable] ?? '';
  const path = moved !== '' ? moved.replace(/^~(?=[/\\])/, home ?? '~') : home === null ? '' : join(home, '.aws', role);
  const found = path === '' ? null : await readSettingsFile(path);
  // UTF-16 has a zero byte next to each Latin letter.
  const isWide = found?.includes('\0') === true;
  const text = isWide ? null : found;
  const exists = path !== '' && (text !== null || (await canAccess(path)));
  const state = isWide ? ('utf-16' as const) : text !== null ? ('read' as const) : exists ? ('unreadable' as const) : ('absent' as const);
  return { text: text ?? '', file: { role, path, state, variable: moved === '' ? null : variable } };
}

function put(sections: Map<string, Map<string, string>>, name: string, key: string, value: string): void {
  const section = sections.get(name) ?? new Map<string, string>();
  section.set(key, value);
  sections.set(name, section);
}

/** Parses like the SDK: keys in lower case, comments at the start of a line or after a space, nested settings indented. */
function* awsEntries(text: string): Generator<{ section: string; key: string; value: string }> {
  let section = '';
  let parent = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const head = /^\[([^\]]*)\]/.exec(line.trim());
    if (head !== null) {
      section = (head[1] ?? '').trim();
      parent = '';
      continue;
    }
    const equals = line.indexOf('=');
    if (equals < 0) continue;
    const key = line.slice(0, equals).trim().toLowerCase();
    const value = line
      .slice(equals + 1)
      .replace(/\s[#;].*$/, '')
      .trim();
    const isNested = /^\s/.test(line) && parent !== '';
    if (!isNested) parent = value === '' ? key : '';
    yield { section, key: isNested ? `${parent}.${key}` : key, value };
  }
}
