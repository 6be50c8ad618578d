/** Reads krb5.conf(5): the default realm, the KDCs of each realm, and the name of the ticket cache. */
import { readdir } from 'node:fs/promises';
import { isHost } from '../../model/host-syntax.ts';
import type { Kdc } from '../../model/proxy-login.ts';
import { bareHost } from '../../model/target.ts';
import { readSettingsFile } from '../machine/settings/read-file.ts';

export interface Krb5Settings {
  defaultRealm: string | null;
  cacheName: string | null;
  /** False if the file forbids DNS lookups of KDCs (`dns_lookup_kdc`). */
  looksUp: boolean;
  kdcs: ReadonlyMap<string, readonly Kdc[]>;
}

type Environment = Readonly<Record<string, string>>;

const KERBEROS_PORT = 88;
const MAX_FILES = 32;

export async function readKrb5Settings(environment: Environment): Promise<Krb5Settings> {
  const named = environment['KRB5_CONFIG'];
  const files = named === undefined ? ['/etc/krb5.conf', '/Library/Preferences/edu.mit.Kerberos'] : named.split(':');
  const texts: string[] = [];
  for (const file of files) texts.push(...(await withIncluded(file)));
  return krb5SettingsIn(texts.join('\n'));
}

/**
 * The text of the file and of the files that it includes; their own includes are not followed. In a folder, only files with certain names
 * are read (krb5.conf(5), includedir).
 */
async function withIncluded(file: string): Promise<string[]> {
  const text = (await readSettingsFile(file)) ?? '';
  const included: string[] = [];
  for (const [, kind, path = ''] of text.matchAll(/^(include|includedir)[ \t]+(\/\S+)[ \t]*$/gm)) {
    const names = kind === 'include' ? null : await readdir(path).catch(() => []);
    const usable = names?.filter((name) => /^[\w-]+$|^[^.].*\.conf$/.test(name)).slice(0, MAX_FILES);
    included.push(...(usable?.map((name) => `${path.replace(/\/$/, '')}/${name}`) ?? [path]));
  }
  const texts = await Promise.all(included.map(readSettingsFile));
  return [text, ...texts.map((each) => each ?? '')];
}

export function krb5SettingsIn(text: string): Krb5Settings {
  const defaults = new Map<string, string>();
  const kdcs = new Map<string, Kdc[]>();
  let section = '';
  let realm: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\[(\w+)\]/.exec(line)?.[1];
    const [, name = '', value = ''] = /^\s*([^\s#;=]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (heading !== undefined) {
      section = heading;
      realm = null;
    } else if (section === 'libdefaults' && name !== '' && !defaults.has(name)) defaults.set(name, value);
    else if (section === 'realms') {
      if (value.startsWith('{')) realm = name;
      else if (line.trim().startsWith('}')) realm = null;
      else if (realm !== null && name === 'kdc') kdcs.set(realm, [...(kdcs.get(realm) ?? []), ...kdcOf(value)]);
    }
  }
  return {
    defaultRealm: defaults.get('default_realm') ?? null,
    cacheName: defaults.get('default_ccache_name') ?? null,
    looksUp: !/^(false|no|0|off)$/i.test(defaults.get('dns_lookup_kdc') ?? ''),
    kdcs,
  };
}

/** Accepts `host`, `host:port` and `[address]`, each perhaps after `tcp/` or `udp/`. Leaves out a KDC behind HTTPS (MS-KKDCP), which is not measured. */
function kdcOf(value: string): Kdc[] {
  const [, name = '', port] = /^(?:(?:tcp|udp)\/)?(\[[\da-fA-F:.]+\]|[^:\s]+)(?::(\d{1,5}))?$/.exec(value) ?? [];
  const host = bareHost(name);
  const number = Number(port ?? KERBEROS_PORT);
  return isHost(host) && number > 0 && number < 65536 ? [{ host, port: number, from: 'file' }] : [];
}
