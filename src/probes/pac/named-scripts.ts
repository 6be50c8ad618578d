/**
 * Every proxy script in the settings of this machine, with its whole URL. The URL is not stored, because path and query may contain a
 * token.
 */
import type { NamedScript, ScriptSource } from '../../model/proxy-script.ts';
import { hostPort } from '../../model/target.ts';
import { type BrowserScripts, readBrowserScripts } from '../machine/settings/browsers.ts';
import { scriptPlace, WithheldUrl } from '../machine/settings/found.ts';
import { foldersOf, type OtherSettings, readOtherSettings } from '../machine/settings/index.ts';
import type { World } from '../world.ts';
import { readLeasedScript } from './discovery.ts';

export interface RealScript extends NamedScript {
  /** The URL or path as the setting spells it; for discovery, the URL with the host `wpad`. */
  real: WithheldUrl;
}

interface Naming {
  source: ScriptSource;
  url: WithheldUrl;
  file: string;
}

const WPAD_URL = new WithheldUrl('http://wpad/wpad.dat');
const MAX_SCRIPTS = 8;

/** The scripts that were last read, so that the facts of the machine and the probe of a script use the same numbers. */
const read = new WeakMap<World, RealScript[]>();

export async function namedScripts(world: World): Promise<RealScript[]> {
  const known = read.get(world);
  if (known !== undefined) return known;
  return readNamedScripts(world, world.pretend === null ? await readOtherSettings(foldersOf(world.environment)) : null);
}

/** `settings` are those of the real machine; null for a pretend one. */
export async function readNamedScripts(
  world: World,
  settings: Pick<OtherSettings, 'scripts' | 'otherSettings'> | null,
): Promise<RealScript[]> {
  const given: Naming[] = world.proxyScript ? [{ source: 'given', url: new WithheldUrl(world.proxyScript), file: '--pac' }] : [];
  const onMachine =
    settings === null
      ? (world.pretend?.scripts ?? []).map(({ source, url }) => ({ source, url: new WithheldUrl(url), file: '' }))
      : await configured(world, settings);
  const scripts = numbered([...given, ...onMachine]);
  read.set(world, scripts);
  return scripts;
}

async function configured(world: World, settings: Pick<OtherSettings, 'scripts' | 'otherSettings'>): Promise<Naming[]> {
  const browsers: BrowserScripts = await readBrowserScripts(foldersOf(world.environment));
  const programs = settings.scripts.flatMap(({ program, url, file }): Naming[] =>
    program === 'system' || program === 'jetbrains' || program === 'vscode' ? [{ source: program, url, file }] : [],
  );
  const discovering = settings.otherSettings.find(({ kind }) => kind === 'auto-detect');
  if (discovering === undefined && !browsers.isDiscovering) return [...programs, ...browsers.scripts];
  const leased = await readLeasedScript();
  return [
    ...programs,
    ...browsers.scripts,
    // Programs prefer the script from DHCP to the one from DNS.
    ...(leased === null ? [] : [{ source: 'wpad-dhcp' as const, file: leased.file, url: new WithheldUrl(leased.url) }]),
    { source: 'wpad-dns', url: WPAD_URL, file: discovering?.file ?? '' },
  ];
}

function numbered(namings: readonly Naming[]): RealScript[] {
  const byUrl = new Map<string, RealScript>();
  for (const { source, url, file } of namings) {
    const whole = url.reveal();
    const place = plainPlace(whole);
    const known = byUrl.get(whole);
    if (known !== undefined) known.namedBy.push({ source, file });
    else if (place !== null) byUrl.set(whole, { number: byUrl.size + 1, url: place, namedBy: [{ source, file }], real: url });
  }
  return [...byUrl.values()].slice(0, MAX_SCRIPTS);
}

/** Scheme, host and port; null for an invalid URL, or one with a login. */
function plainPlace(url: string): string | null {
  const place = scriptPlace(/^(?:\.|[^:/]+$)/.test(url) ? `file:${url}` : url);
  if (place === null) return null;
  if (place.scheme === 'file') return 'file:';
  const port = place.port ?? (place.scheme === 'http' ? 80 : 443);
  return new URL(`${place.scheme}://${hostPort(place.host ?? '', port)}/`).href;
}
