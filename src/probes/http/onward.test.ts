/** If these fail, a server's answer makes this machine contact itself, its link or its internal network. */
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { urlTarget } from '../../model/target.ts';
import { issue, rootOf } from '../testing/certificates.ts';
import { FOLLOWED, HOST, httpsServer, leaf, network, phase, serve, URL_OF } from '../testing/one-host.ts';
import { aRequest, FAR, fetchIn, listen, listening, measure } from '../testing/pretend.ts';

const PATH = 'latest/meta-data/iam/security-credentials/role?x=1';

/** The target of a redirect, and the code of the refusal. */
const INSIDE: readonly [location: string, code: string][] = [
  ['https://127.0.0.1:6379/%0d%0aFLUSHALL', 'REDIRECT_TO_LOOPBACK'],
  ['https://2130706433:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://0x7f.1:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://[::1]:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://[::ffff:127.0.0.1]:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://localhost:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://name.localhost.:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://localhost.localdomain:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://localhost6.localdomain6:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://ip6-loopback:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://[2002:7f00:1::]:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://[::7f00:1]:6379/', 'REDIRECT_TO_LOOPBACK'],
  ['https://[2001:db8::1]/', 'REDIRECT_TO_UNSPECIFIED'],
  ['https://[2001::1]/', 'REDIRECT_TO_UNSPECIFIED'],
  ['https://metadata.google.internal/', 'REDIRECT_TO_PRIVATE_NAME'],
  ['https://printer.local./', 'REDIRECT_TO_PRIVATE_NAME'],
  ['https://intranet/', 'REDIRECT_TO_PRIVATE_NAME'],
  ['https://0.0.0.0:6379/', 'REDIRECT_TO_UNSPECIFIED'],
  ['https://[::]:6379/', 'REDIRECT_TO_UNSPECIFIED'],
  [`https://169.254.169.254/${PATH}`, 'REDIRECT_TO_LINK_LOCAL'],
  [`https://169.254.170.2/${PATH}`, 'REDIRECT_TO_LINK_LOCAL'],
  [`https://[fd00:ec2::254]/${PATH}`, 'REDIRECT_TO_LINK_LOCAL'],
  [`https://[64:ff9b::a9fe:a9fe]/${PATH}`, 'REDIRECT_TO_LINK_LOCAL'],
  ['https://[fe80::1]/', 'REDIRECT_TO_LINK_LOCAL'],
  ['https://10.9.9.3/admin?delete=all', 'REDIRECT_TO_PRIVATE'],
  ['https://[fd12::1]/', 'REDIRECT_TO_PRIVATE'],
  [`http://${HOST}/`, 'REDIRECT_TO_HTTP'],
  ['http://169.254.169.254/', 'REDIRECT_TO_HTTP'],
  [`https://user:word@${HOST}/`, 'REDIRECT_WITH_LOGIN'],
  ['https://h$(id).evil.test/', 'REDIRECT_TO_NO_HOST'],
];

/** Names with internal addresses, and the result of their lookup. */
const NAMES: Readonly<Record<string, { A?: string[]; AAAA?: string[] }>> = {
  'loopback.evil.test': { A: ['127.0.0.1'] },
  'metadata.evil.test': { A: ['169.254.169.254'] },
  'six.evil.test': { AAAA: ['fd00:ec2::254'] },
  'private.evil.test': { A: ['10.9.9.3'] },
  'private.example.test': { A: ['10.9.9.3'] },
  'internal-x.us-east-1.elb.amazonaws.com': { A: ['10.9.9.3'] },
};

const BY_NAME: readonly [host: string, code: string][] = [
  ['loopback.evil.test', 'REDIRECT_TO_LOOPBACK'],
  ['metadata.evil.test', 'REDIRECT_TO_LINK_LOCAL'],
  ['six.evil.test', 'REDIRECT_TO_LINK_LOCAL'],
  ['private.evil.test', 'REDIRECT_TO_PRIVATE'],
];

/** A listed host that redirects to the address in its path, and a canary at every address that must not be contacted. */
async function redirecting(options: { environment?: Record<string, string>; at?: string } = {}) {
  const { at = FAR, environment = {} } = options;
  const net = await network({ environment, names: (name) => NAMES[name] ?? { A: [at] } });
  const touched: string[] = [];
  const canary = await serve(
    listening(
      createTcpServer((socket) => {
        touched.push(`connection ${socket.localPort}`);
        socket.end();
      }),
    ),
  );
  for (const address of ['127.0.0.1', '0.0.0.0', '::1', '::', '169.254.169.254', '169.254.170.2', 'fd00:ec2::254', '10.9.9.3', 'fe80::1'])
    for (const port of [80, 443, 6379, 8443]) net.map(port, canary.server, 'tcp', address);
  const send: RequestListener = (request, response) => {
    response.writeHead(302, { location: decodeURIComponent(request.url?.slice(1) ?? '') }).end();
  };
  net.map(443, (await serve(httpsServer(leaf, send))).server, 'tcp', at);
  net.map(80, (await serve(listening(createServer(send)))).server, 'tcp', at);
  const ask = (location: string) => fetchIn(net.world, `${URL_OF}${encodeURIComponent(location)}`, { proof: FOLLOWED, method: 'HEAD' });
  return { net, touched, canary, ask };
}

describe('a redirect', () => {
  it('is reported and not followed to an internal address, in any spelling of the address', async () => {
    const { ask, touched } = await redirecting();
    for (const [location, code] of INSIDE) {
      const seen = await ask(location);
      expect([location, seen.failure?.kind, seen.failure?.code]).toEqual([location, 'http.redirect', code]);
      expect(seen.phases.at(-1)).toMatchObject({ name: 'http', hop: 0, ok: false, answer: { redirect: { scheme: expect.any(String) } } });
    }
    expect(touched).toEqual([]);
  });

  it('is not followed to a name with an internal address', async () => {
    const { ask, touched } = await redirecting();
    for (const [host, code] of BY_NAME) {
      const seen = await ask(`https://${host}:8443/admin`);
      expect([host, seen.failure?.kind, seen.failure?.code]).toEqual([host, 'http.redirect', code]);
      expect(seen.phases.at(-1)).toMatchObject({ name: 'dns', hop: 1, ok: false, 'dns.question.name': host });
    }
    expect(touched).toEqual([]);
  });

  it('is not followed through a proxy to an internal address either', async () => {
    const asked: string[] = [];
    const proxy = await serve(
      listen((socket) => {
        socket.once('data', (head) => {
          asked.push(String(head).split('\r\n')[0] ?? '');
          socket.destroy();
        });
      }),
    );
    const environment = { HTTPS_PROXY: 'http://198.51.100.7:3128', HTTP_PROXY: 'http://198.51.100.7:3128', NO_PROXY: HOST };
    const { ask, net } = await redirecting({ environment });
    net.map(3128, proxy.server);
    for (const [location] of INSIDE) expect((await ask(location)).failure?.kind).toBe('http.redirect');
    for (const [host] of BY_NAME) expect((await ask(`https://${host}/admin`)).failure?.kind).toBe('http.redirect');
    expect(asked).toEqual([]);
    await ask('https://outside.evil.test/');
    expect(asked).toEqual(['CONNECT outside.evil.test:443 HTTP/1.1']);
  });

  it('is followed from a private host to a private address', async () => {
    const { ask, touched } = await redirecting({ at: '10.9.9.9' });
    expect((await ask('https://private.evil.test:8443/')).phases.at(-1)).toMatchObject({ name: 'tls', hop: 1 });
    expect(touched).toHaveLength(1);
    expect((await ask('https://loopback.evil.test:8443/')).failure?.code).toBe('REDIRECT_TO_LOOPBACK');
    expect(touched).toHaveLength(1);
  });

  it('is followed from a company’s host to a private address of that company', async () => {
    const { ask, touched } = await redirecting();
    expect((await ask('https://private.example.test:8443/')).phases.at(-1)).toMatchObject({ name: 'tls', hop: 1 });
    expect(touched).toHaveLength(1);
  });

  it('from a host with an untrusted certificate causes no request to the target', async () => {
    const { net, ask } = await redirecting();
    const heard: string[] = [];
    const inside = httpsServer(await issue({ name: 'inside.test', issuer: await rootOf('Inside') }), (request, response) => {
      heard.push(request.url ?? '');
      response.end();
    });
    net.map(8443, (await serve(inside)).server, 'tcp', '10.9.9.3');
    const seen = await ask('https://internal-x.us-east-1.elb.amazonaws.com:8443/admin?delete=all');
    expect([seen.phases.at(-1), seen.unverifiedAnswer]).toMatchObject([{ name: 'tls', hop: 1, ok: false }, null]);
    expect(heard).toEqual([]);
  });

  it('to a host of another owner is tested with a connection only, without a request', async () => {
    const { net } = await redirecting();
    const heard: string[] = [];
    const other = await serve(listen((socket) => void socket.on('data', (bytes) => void heard.push(String(bytes)))));
    net.map(8080, other.server);
    const seen = await fetchIn(net.world, `http://${HOST}/${encodeURIComponent('http://cdn.evil.test:8080/secret?ticket=1')}`, {
      proof: FOLLOWED,
    });
    expect(seen.failure).toBeNull();
    expect(seen.phases.at(-1)).toMatchObject({ name: 'tcp', hop: 1, 'server.address': 'cdn.evil.test', ok: true });
    expect(heard).toEqual([]);
  });
});

it('a redirect of a revocation server is followed to a private address, but not to a loopback or link-local one', async () => {
  const { net, touched } = await redirecting();
  const ask = async (host: string) =>
    (await fetchIn(net.world, `http://${host}/`, { method: 'HEAD', role: 'control', purpose: 'revocation' })).failure;
  expect((await ask('loopback.evil.test'))?.code).toBe('REDIRECT_TO_LOOPBACK');
  expect((await ask('metadata.evil.test'))?.code).toBe('REDIRECT_TO_LINK_LOCAL');
  expect(touched).toEqual([]);
  await ask('private.evil.test');
  expect(touched).toHaveLength(1);
});

it('a redirect of a download is not followed to internal hosts or to hosts of another owner', async () => {
  const { net, touched } = await redirecting();
  const download = (location: string) =>
    measure(net.world, aRequest('download', urlTarget(`${URL_OF}${encodeURIComponent(location)}`), { checksumUrl: `${URL_OF}sum` }));
  for (const [location, code] of INSIDE) expect((await download(location)).failure).toMatchObject({ kind: 'http.redirect', code });
  expect((await download('https://loopback.evil.test:6379/')).failure?.code).toBe('REDIRECT_TO_OTHER_OWNER');
  expect(touched).toEqual([]);
  expect(phase(await fetchIn(net.world, URL_OF), 'tls').ok).toBe(true);
});
