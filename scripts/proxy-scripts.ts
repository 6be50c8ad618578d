/**
 * `npm run proxy-scripts [-- --only NAME] [--changed]`: has Chromium evaluate every script of `fixtures/proxy-scripts/` for the required
 * hosts, records its lists, and prints where our answer is another. In namespaces of its own: nothing leaves this machine (Linux, root).
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { namespacesLack } from '../test/failure-kinds/namespace.ts';
import { compared } from '../test/proxy-scripts/agreement.ts';
import type { Result } from '../test/proxy-scripts/chromium/net-log.ts';
import { DIFFERENCES } from '../test/proxy-scripts/differences.ts';
import { OTHER_URLS, requiredUrls } from '../test/proxy-scripts/network.ts';
import { compact, digest, type Recorded, readRecorded, writeRecorded } from '../test/proxy-scripts/recorded.ts';
import { proxyScripts } from '../test/proxy-scripts/scripts.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, changed: { type: 'boolean', default: false } } });
const version = spawnSync('chromium', ['--version'], { encoding: 'utf8' }).stdout?.match(/[\d.]+/)?.[0];
const lack = version === undefined ? 'chromium is not installed' : namespacesLack();
if (version === undefined || lack !== null) {
  process.stderr.write(`Nothing was asked: ${lack}.\n`);
  process.exit(1);
}

const urls = [...requiredUrls(), ...OTHER_URLS];
const scripts = proxyScripts();
const before = known();
const wanted = scripts.filter(
  (script) => script.name.includes(values.only) && !(values.changed && before.scripts[script.name]?.sha256 === digest(script)),
);

// In a mount namespace, so that the files of this machine stay as they are.
const folder = mkdtempSync(join(tmpdir(), 'names-'));
writeFileSync(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\n');
writeFileSync(join(folder, 'hosts'), '127.0.0.1 localhost\n');
const INSIDE = fileURLToPath(new URL('../test/proxy-scripts/chromium/inside.ts', import.meta.url));
const bind = 'mount --bind "$1/resolv.conf" /etc/resolv.conf && mount --bind "$1/hosts" /etc/hosts && shift && exec "$@"';
const words = ['--net', '--mount', 'sh', '-c', bind, 'sh', folder, process.execPath, INSIDE, ...wanted.map(({ name }) => name)];
const inside = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'inherit'] });
for await (const line of createInterface({ input: inside.stdout })) {
  const { name, result } = JSON.parse(line) as { name: string; result: Result | null };
  const script = scripts.find((one) => one.name === name);
  if (script !== undefined && result !== null) before.scripts[name] = compact(script, result);
  // After each, because all of them take minutes.
  writeRecorded(before, scripts);
  process.stdout.write(`${name}: ${result === null ? 'Chromium did not end' : 'recorded'}\n`);
}
rmSync(folder, { recursive: true });

const counts = { asked: 0, equal: 0, scripts: 0 };
for (const script of scripts.filter(({ name }) => name.includes(values.only) && before.scripts[name] !== undefined)) {
  const { asked, differences } = await compared(script, before);
  counts.asked += asked;
  counts.equal += asked - differences.length;
  counts.scripts += differences.length === 0 ? 1 : 0;
  const [first] = differences;
  const reason = DIFFERENCES[script.name] ?? 'no reason is known';
  if (first !== undefined) process.stdout.write(`${script.name}: ${first.url} ${first.chromium} / ${first.ours} (${reason})\n`);
}
process.stdout.write(`The same in ${counts.equal} of ${counts.asked} answers, in ${counts.scripts} scripts for every URL.\n`);
process.exit();

/** What is recorded already, if it is of this Chromium and for these URLs. */
function known(): Recorded {
  const fresh: Recorded = { chromium: version ?? '', urls, scripts: {} };
  try {
    const kept = readRecorded();
    return kept.chromium === fresh.chromium && JSON.stringify(kept.urls) === JSON.stringify(urls) ? kept : fresh;
  } catch {
    return fresh;
  }
}
