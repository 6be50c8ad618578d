/** One start of Chromium: loads a page of ours that requests every URL in turn, with one proxy script. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Flags that prevent everything else: updates, time requests, sign-in. */
const QUIET = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
];
const LONGEST_MS = 60_000;

/** The net log; null if Chromium did not end in time. */
export async function netLogUnder(script: string, page: string): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'proxy-scripts-'));
  const log = join(folder, 'net-log.json');
  const flags = [`--user-data-dir=${folder}`, `--proxy-pac-url=${script}`, `--log-net-log=${log}`, '--net-log-capture-mode=Everything'];
  const browser = spawn('chromium', [...QUIET, ...flags, '--dump-dom', page], { stdio: 'ignore', detached: true });
  const ended = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), LONGEST_MS);
    browser.once('exit', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
  if (!ended && browser.pid !== undefined) process.kill(-browser.pid, 'SIGKILL');
  try {
    return ended ? readFileSync(log, 'utf8') : null;
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Asks for each URL in turn, then lets the page end. */
export function pageFor(urls: readonly string[], id: string): string {
  return `<!doctype html><script>
const ask = (url) => url.startsWith('ws')
  ? new Promise((done) => { const socket = new WebSocket(url); socket.onerror = socket.onclose = done; })
  : fetch(url, { mode: 'no-cors', signal: AbortSignal.timeout(5000) });
(async () => {
  for (const url of ${JSON.stringify(urls)}) try { await ask(url); } catch {}
  fetch('/done?${id}');
})();
</script><img src="/wait?${id}">`;
}
