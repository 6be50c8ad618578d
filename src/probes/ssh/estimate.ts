/** Estimates the settings for an alias from the files with the npm package ssh-config, if no ssh client is installed. */
import { execFile } from 'node:child_process';
import { join, parse } from 'node:path';
import { destinationOf, EstimatedSettings } from '../../model/ssh/index.ts';
import { helperFile } from '../helper-file.ts';
import type { EstimatedConfig, EstimateInput } from './computed.ts';
import { jumpHosts, noneToNull, portOrDefault } from './effective.ts';
import type { SshHome } from './home.ts';
import { proxyCommandParts } from './proxy-command.ts';
import type { RunOptions } from './run.ts';
import type { ConfigScan } from './scan.ts';

const MAX_ESTIMATED_BYTES = 256 * 1024;
const ESTIMATE_MS = 3000;

/**
 * Null if no estimate is possible: too much text, canonicalisation (for which the package runs nslookup), a file that the package refuses
 * or reads differently from ssh, a value that ssh would refuse.
 */
export async function estimateSettings(alias: string, scan: ConfigScan, home: SshHome, run: RunOptions): Promise<EstimatedSettings | null> {
  const files = scan.files.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));
  const isTooMuch = scan.isCut || files.reduce((sum, { text }) => sum + text.length, 0) > MAX_ESTIMATED_BYTES;
  if (isTooMuch || files.some(({ text }) => /canonicalizehostname|canonicaldomains/i.test(text))) return null;
  const { name, hasUser, hasPort } = destinationOf(alias);
  const computed = await inHelper(
    {
      name,
      roots: scan.files.flatMap(({ path, role }) => (role === 'included' ? [] : path)),
      files,
      includes: scan.includes.flatMap(({ place, pattern, leadsTo, isCommented }) => (isCommented ? [] : { ...place, pattern, leadsTo })),
    },
    run,
  );
  if (computed === null) return null;
  const settings = new Map(computed.settings);
  // ssh removes quotes that the package keeps.
  if (['hostname', 'user', 'port', 'proxyjump'].some((keyword) => /['"]/.test(settings.get(keyword) ?? ''))) return null;
  const said = (keyword: string) => noneToNull(settings.get(keyword) ?? null);
  const order = computed.settings.map(([keyword]) => keyword);
  // The first of the two wins; `ProxyJump none` allows a later ProxyCommand, but not the reverse.
  const jumpsFirst = order.indexOf('proxyjump') < order.indexOf('proxycommand') || !order.includes('proxycommand');
  const jump = jumpsFirst ? said('proxyjump') : null;
  const command = jump === null ? said('proxycommand') : null;
  const estimate: EstimatedSettings = {
    hostname: (said('hostname') ?? name).replaceAll('%h', name).slice(0, 1024),
    user: hasUser ? alias.replace(/^ssh:\/\//, '').replace(/@[^@]*$/, '') : said('user'),
    port: portOrDefault(hasPort ? (/:(\d+)\/?$/.exec(alias)?.[1] ?? null) : said('port')),
    proxyCommand: command === null ? null : proxyCommandParts(command, home.home),
    proxyJump: jump === null ? null : jumpHosts(jump),
    isPartial: computed.isPartial,
  };
  return EstimatedSettings.safeParse(estimate).data ?? null;
}

/**
 * Keeps the package from running programs. PATH is a path below a file, which cannot exist, because an empty PATH means the current folder.
 */
function inHelper(given: EstimateInput, { environment, signal, timeoutMs }: RunOptions): Promise<EstimatedConfig | null> {
  const nowhere = join(process.execPath, 'none');
  const env = { ...environment, PATH: nowhere, Path: nowhere, NODE_OPTIONS: '--max-old-space-size=128' };
  const cwd = parse(process.execPath).root;
  const options = { env, cwd, signal, timeout: Math.min(timeoutMs, ESTIMATE_MS), killSignal: 'SIGKILL' as const, windowsHide: true };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [helperFile('estimate-helper', import.meta.url)], options, (error, stdout) => {
      try {
        resolve(error === null ? (JSON.parse(stdout) as EstimatedConfig) : null);
      } catch {
        resolve(null);
      }
    });
    // Ignored, because a helper that has ended takes no input. Its exit is handled above.
    child.stdin?.on('error', () => {});
    child.stdin?.end(JSON.stringify(given));
  });
}
