/** Scripts as settings name them, over real sockets. If one fails, a user is told of a fault in the wrong place. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Observation, type ProxyScriptObservation } from '../../model/observation.ts';
import { readHostFacts } from '../machine/host-probe.ts';
import { network, serve } from '../testing/one-host.ts';
import { aRequest, listening, measure } from '../testing/pretend.ts';
import { MAX_SCRIPT_BYTES } from './script-text.ts';

const SCRIPT = `function FindProxyForURL(url, host) {
  return isInNet(host, '198.51.100.0', '255.255.255.0') ? 'PROXY ' + myIpAddress() + ':3128' : 'DIRECT';
}`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'script-'));
  await writeFile(join(folder, 'proxy.pac'), SCRIPT);
});
afterAll(() => rm(folder, { recursive: true }));

/** The pretend machine's setting names `url`, and a server answers at port 80. */
async function probed(url: string, answer?: RequestListener): Promise<ProxyScriptObservation> {
  const { world, map } = await network();
  if (answer !== undefined) map(80, (await serve(listening(createServer(answer) as never))).server);
  const own = ['10.1.2.3', '10.9.9.9'].map((address) => ({ address, prefix: 24 }));
  const pretend = { ...world.pretend, scripts: [{ source: 'system', url }], host: { ownAddresses: own } };
  const named = { ...world, pretend } as typeof world;
  const [script] = (await readHostFacts(named)).proxyScripts ?? [];
  const target = { kind: 'script', url: script?.url ?? '', number: script?.number ?? 1 } as const;
  const request = aRequest('proxy-script', target, { script: { urls: ['https://app.example.test/'] } });
  const seen = await measure(named, request);
  expect(Observation.parse(seen)).toEqual(seen);
  return seen as ProxyScriptObservation;
}

const PAC_URL = 'http://pac.example.test/proxy.pac?token=s3cret';

test('a proxy script is fetched and evaluated, and neither its path nor its text is stored', async () => {
  const asked: unknown[] = [];
  const seen = await probed(PAC_URL, (request, response) => {
    asked.push(request.url);
    response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig; charset=utf-8' }).end(SCRIPT);
  });
  const proxy = (host: string) => [{ kind: 'proxy', host, port: 3128 }];
  expect(asked).toEqual(['/proxy.pac?token=s3cret']);
  expect(seen.phases.map(({ name, ok }) => `${name} ${ok}`)).toEqual(['dns true', 'tcp true', 'http true', 'script true']);
  expect(seen).toMatchObject({
    target: { url: 'http://pac.example.test/' },
    failure: null,
    script: {
      contentType: 'application/x-ns-proxy-autoconfig',
      encoding: 'utf-8',
      lines: 3,
      asksOwnAddress: true,
      answers: [
        {
          url: 'https://app.example.test/',
          entries: proxy('10.1.2.3'),
          otherAddresses: [{ address: '10.9.9.9', entries: proxy('10.9.9.9') }],
        },
      ],
      questions: [{ name: 'app.example.test', call: 'dnsResolve', addresses: ['198.51.100.7'], failure: null }],
    },
  });
  expect(JSON.stringify(seen)).not.toMatch(/s3cret|FindProxyForURL/);
});

test('a proxy script is read from a file: URL', async () => {
  const { phases, failure, script } = await probed(`file://${folder}/proxy.pac`);
  expect([phases.map(({ name }) => name), failure, script?.bytes, script?.contentType]).toEqual([['script'], null, SCRIPT.length, null]);
});

describe('a script is reported with its failure kind when it', () => {
  const page: RequestListener = (_request, response) => void response.end('<html><title>Sign in</title></html>');
  const large: RequestListener = (_request, response) => void response.end(Buffer.alloc(MAX_SCRIPT_BYTES + 1, ' '));
  const broken: RequestListener = (_request, response) => void response.end('// one\nfunction FindProxyForURL(url host) {\n}');
  const moved: RequestListener = (_request, response) => void response.writeHead(302, { location: 'http://login.example.org/' }).end();
  const missing: RequestListener = (_request, response) => void response.writeHead(404).end(SCRIPT);
  test.each([
    ['is a file that does not exist', '/nowhere/proxy.pac', undefined, 'pac.unreadable', ''],
    ['is a page', PAC_URL, page, 'pac.not-script', 'dns tcp http script'],
    ['is too large', PAC_URL, large, 'pac.too-large', 'dns tcp http'],
    ['has a syntax error', PAC_URL, broken, 'pac.syntax-error', 'dns tcp http script'],
    ['is redirected to another owner', PAC_URL, moved, 'http.redirect', 'dns tcp http'],
    ['comes with an error status', PAC_URL, missing, 'http.status', 'dns tcp http'],
    ['has a server that refuses', 'http://pac.example.test:81/', undefined, 'tcp.timeout', 'dns tcp'],
  ] as const)('%s', async (_, url, answer, kind, phases) => {
    const seen = await probed(url, answer);
    expect([seen.failure?.kind, seen.phases.map(({ name }) => name).join(' ')]).toEqual([kind, phases]);
    if (kind === 'pac.syntax-error') expect(seen.script).toMatchObject({ line: 2, sourceLine: 'function FindProxyForURL(url host) {' });
  });
});
