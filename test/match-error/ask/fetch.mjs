// Requests each URL of stdin with Node's fetch, through the proxy if there is one, and prints the error.
import { setGlobalProxyFromEnv } from 'node:http';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';

for (const line of (await text(process.stdin)).trim().split('\n')) {
  const [title, url, proxy] = line.split('\t');
  process.stdout.write(`@@ ${title}\n`);
  const restore = setGlobalProxyFromEnv(proxy === '' ? {} : { https_proxy: proxy });
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(4000) });
    process.stdout.write(`${answer.status}\n`);
  } catch (error) {
    process.stdout.write(`${inspect(error)}\n`);
  }
  restore();
}
