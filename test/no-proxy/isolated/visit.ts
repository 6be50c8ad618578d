/** Visits URLs with the client that the first argument names: each URL of the command line, or one a line of stdin. */
import { Agent as HttpAgent, get as httpGet } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';
import { createInterface } from 'node:readline';

const [client, ...urls] = process.argv.slice(2);
const visit = client === 'undici' ? visitWithUndici : visitWithNode;

for (const url of urls) await visit(url);
if (urls.length === 0) {
  for await (const line of createInterface({ input: process.stdin })) {
    const [url = '', ...variables] = line.split('\t');
    for (const name of Object.keys(process.env)) if (/_proxy$/i.test(name)) delete process.env[name];
    for (const variable of variables) {
      const [name = '', value = ''] = variable.split('=');
      process.env[name] = decodeURIComponent(value);
    }
    await visit(url);
    process.stdout.write('done\n');
  }
}

/** Its failure is what is expected; where it went is seen at the other end. */
async function visitWithUndici(url: string): Promise<void> {
  const { EnvHttpProxyAgent, request } = await import('undici');
  try {
    const dispatcher = new EnvHttpProxyAgent();
    await request(url, { dispatcher }).then(({ body }) => body.dump());
    await dispatcher.close();
  } catch {}
}

/** With the agent that Node has made at its start, or with one for the variables of a line. */
function visitWithNode(url: string): Promise<void> {
  const proxyEnv = urls.length > 0 ? null : process.env;
  const [get, Agent] = url.startsWith('https:') ? ([httpsGet, HttpsAgent] as const) : ([httpGet, HttpAgent] as const);
  return new Promise((resolve) => {
    get(url, proxyEnv === null ? {} : { agent: new Agent({ proxyEnv }) }, (response) => response.resume())
      .on('error', () => {})
      .on('close', resolve);
  });
}
