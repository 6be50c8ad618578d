/**
 * Run inside network and mount namespaces that hold nothing but loopback: a machine whose every file holds secrets, an AWS,
 * a metadata service and a web server that answer with secrets, and the built program that meets them all.
 *
 *     unshare --net --mount node planted-machine.ts LAUNCHER HOME
 *
 * Writes what the program said below HOME (`*.out`), what the servers saw (`seen.txt`) and what must not be found
 * (`secrets.txt`); everything that was given lies in `given/` and below the home of the account.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { dirname, join } from 'node:path';
import { issue } from '../../src/probes/testing/certificates.ts';
import { type Planted, SECRET_KINDS } from './secret-kinds.ts';

const [launcher = '', home = ''] = process.argv.slice(2);
const account = join(home, 'account');
const secrets = new Set<string>();
const seen = new Set<string>();

function taken({ text, secrets: own }: Planted): string {
  for (const secret of own) secrets.add(secret);
  return text;
}

/** A key that was cut goes to the end of the text, and would take the others with it. */
const WITHOUT_END = new Set(['private key, cut', 'PuTTY key']);
const IN_ORDER = [...SECRET_KINDS].sort((a, b) => Number(WITHOUT_END.has(a.name)) - Number(WITHOUT_END.has(b.name)));
/** Every kind, a line each, with secrets of this place's own. */
const everyKind = (place: string) => IN_ORDER.map((kind) => taken(kind.plant(place))).join('\n');
/** A token recognised by its shape that may occur in the name of a host, a role, a file or a certificate. */
const tokenIn = (place: string, name = 'GitLab token') => {
  const found = SECRET_KINDS.find((kind) => kind.name === name);
  if (found === undefined) throw new Error(`there is no kind ${name}`);
  return taken(found.plant(place));
};
const commented = (mark: string, place: string) => everyKind(place).replace(/^/gm, mark);
const proxyWith = (place: string) => tokenIn(place, 'proxy password').replace('proxy.example.com:3128', '127.0.0.1:9');

function file(path: string, text: string): string {
  const whole = join(account, path);
  mkdirSync(dirname(whole), { recursive: true, mode: 0o700 });
  writeFileSync(whole, text, { mode: 0o600 });
  return whole;
}

const portOf = (server: Pick<Server, 'address'>) => (server.address() as AddressInfo).port;
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Another company's certificate with unexpected names. */
const root = await issue({ name: `Root ${tokenIn('root of the certificate', 'npm token')}`, ca: true });
const leaf = await issue({
  name: tokenIn('subject of the certificate', 'GitHub token'),
  issuer: root,
  dnsNames: [`${tokenIn('name in the certificate')}.example.com`, '127.0.0.1'],
});
const web = createServer({ key: leaf.key, cert: leaf.pem }, (request, response) => {
  seen.add(`web ${request.method}`);
  const headers = { location: `https://${tokenIn('redirect host')}.example.net/${tokenIn('redirect path')}`, 'content-type': 'text/html' };
  response.writeHead(302, headers).end(everyKind('page'));
});

/** AWS and the metadata service on one port, as `AWS_ENDPOINT_URL` and its like lead there. */
const aws = createHttp((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const action = new URLSearchParams(Buffer.concat(chunks).toString()).get('Action');
    seen.add(action === null ? `metadata ${request.method}` : `aws ${action}`);
    const xml = (status: number, body: string) =>
      response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': 'r-1' }).end(body);
    if (action === 'GetCallerIdentity') {
      const arn = `arn:aws:sts::123456789012:assumed-role/${tokenIn('role')}/${tokenIn('session of the role', 'GitHub token')}`;
      const result = `<Arn>${arn}</Arn><UserId>${tokenIn('user id', 'AWS access key id')}:x</UserId><Account>123456789012</Account>`;
      xml(
        200,
        `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
    } else if (action !== null) {
      const message = escaped(`You are not authorized to perform this operation. ${everyKind('AWS error')}`);
      xml(
        403,
        `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>${message}</Message></Error></Errors><RequestID>r-1</RequestID></Response>`,
      );
    } else if (request.method === 'PUT') response.end(tokenIn('metadata token', 'npm token'));
    else if (request.url?.endsWith('/security-credentials/')) response.end(tokenIn('name of the role'));
    else response.end(everyKind('metadata'));
  });
});

execFileSync('ip', ['link', 'set', 'lo', 'up']);
for (const server of [web, aws]) await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
mkdirSync(account, { recursive: true });
writeFileSync(join(home, 'resolv.conf'), `search ${tokenIn('search domain')}.corp.example\nnameserver 127.0.0.1\n`);
execFileSync('mount', ['--bind', join(home, 'resolv.conf'), '/etc/resolv.conf']);

// Settings of other programs: a proxy with a login, a host that is a token, and everything else in comments.
file(
  '.gitconfig',
  `${commented('# ', 'git')}\n[http]\n\tproxy = ${proxyWith('git proxy')}\n\textraHeader = "Authorization: ${tokenIn('git header')}"\n`,
);
file(
  '.npmrc',
  `${commented('; ', 'npm')}\nhttps-proxy=${proxyWith('npm proxy')}\n//registry.example.com/:_authToken=${tokenIn('npm token')}\n`,
);
file(
  '.config/pip/pip.conf',
  `${commented('# ', 'pip')}\n[global]\nproxy = ${proxyWith('pip proxy')}\nindex-url = https://x:${tokenIn('pip')}@pip.example.com/simple\n`,
);
file(
  '.docker/config.json',
  JSON.stringify({
    proxies: { default: { httpsProxy: proxyWith('docker'), noProxy: `${tokenIn('docker no_proxy')}.corp.example` } },
    auths: { 'r.example.com': { auth: tokenIn('docker login') } },
  }),
);
file(
  '.config/Code/User/settings.json',
  JSON.stringify({
    'http.proxy': proxyWith('vscode'),
    'http.proxyAuthorization': `Bearer ${tokenIn('vscode header')}`,
    note: everyKind('vscode'),
  }),
);
file(
  '.config/JetBrains/IdeaIC2026.1/options/proxy.settings.xml',
  `<!-- ${everyKind('jetbrains').replaceAll('--', '')} --><option name="USE_HTTP_PROXY" value="true"/><option name="PROXY_HOST" value="${tokenIn('jetbrains host')}.corp.example"/><option name="PROXY_LOGIN" value="${tokenIn('jetbrains login')}"/>`,
);
file(
  '.aws/config',
  `${commented('# ', 'aws config')}\n[profile ${tokenIn('profile')}]\nregion = us-east-1\nca_bundle = ~/${tokenIn('bundle')}.pem\n`,
);
file(
  '.aws/credentials',
  `${commented('# ', 'aws credentials')}\n[other]\naws_access_key_id = ${tokenIn('key', 'AWS access key id')}\naws_secret_access_key = ${tokenIn('secret')}\n`,
);
const sshConfig = file(
  '.ssh/config',
  `${commented('# ', 'ssh')}
Host *.gitpod.environment
  ProxyCommand ncat --proxy-auth svc:${tokenIn('proxy command')} --proxy p.example:3128 %h %p
  IdentityFile ~/.ssh/${tokenIn('identity')}
  User ${tokenIn('ssh user')}
  SetEnv TOKEN=${tokenIn('ssh variable')}
Host ${tokenIn('other alias')}
  Compression yes
Boguskeyword ${tokenIn('keyword')}
`,
);
// Files that nothing reads; one that did would bring this in.
file('.netrc', `${everyKind('netrc')}\nmachine 127.0.0.1 login svc password ${tokenIn('netrc login')}\n`);
file('.pypirc', `${commented('# ', 'pypirc')}\n[pypi]\nusername = __token__\npassword = ${tokenIn('pypi')}\n`);
file('.curlrc', `${commented('# ', 'curlrc')}\nproxy-user = "svc:${tokenIn('curlrc login')}"\n`);
file('.config/gh/hosts.yml', `github.com:\n  oauth_token: ${tokenIn('gh', 'GitHub token')}\n`);
file('.kube/config', `users:\n- name: x\n  user:\n    token: ${tokenIn('kube')}\n`);
file('.ssh/id_ed25519', everyKind('ssh key'));
const overlay = file(
  'given-overlay.json',
  JSON.stringify({
    add: [
      {
        id: 'scm.mirror',
        title: `Mirror, password=${tokenIn('title of a row')}`,
        url: `https://127.0.0.1:${portOf(web)}/x?token=${tokenIn('query of a row')}`,
      },
      { id: 'scm.other', title: everyKind('titles of rows'), url: `https://${tokenIn('host of a row')}.example.com` },
    ],
  }),
);
const settings = file(
  'given-settings.json',
  JSON.stringify({
    State: 'enabled',
    ManagedBy: tokenIn('managed by'),
    ImageCriteria: [{ ImageProviders: [tokenIn('provider')], ImageNames: [`${tokenIn('image name')}*`] }],
    note: everyKind('pasted settings'),
  }),
);
const images = file(
  'given-images.json',
  JSON.stringify({
    Images: [
      {
        ImageId: 'ami-0123456789abcdef0',
        OwnerId: '123456789012',
        Name: tokenIn('name of an image'),
        Description: everyKind('pasted images'),
        Tags: [{ Key: 'password', Value: tokenIn('tag') }],
      },
    ],
  }),
);

const at = `http://127.0.0.1:${portOf(aws)}`;
const endpoints = { AWS_ENDPOINT_URL: at, AWS_EC2_METADATA_SERVICE_ENDPOINT: at };
const keys = {
  AWS_ACCESS_KEY_ID: tokenIn('key of the environment', 'AWS access key id'),
  AWS_SECRET_ACCESS_KEY: tokenIn('secret of the environment'),
  AWS_SESSION_TOKEN: tokenIn('session of the environment', 'AWS session token'),
};

/** What shells of developers and build machines have set. */
const variables = {
  GITHUB_TOKEN: tokenIn('variable of GitHub', 'GitHub token'),
  NPM_TOKEN: tokenIn('variable of npm', 'npm token'),
  PGPASSWORD: tokenIn('variable of a database'),
  API_SECRET: everyKind('variable of anything'),
  SSL_CERT_FILE: `/nowhere/${tokenIn('certificate file')}.pem`,
  NODE_EXTRA_CA_CERTS: `/nowhere/ca.pem?token=${tokenIn('more certificates')}`,
};
const proxies = {
  HTTPS_PROXY: proxyWith('proxy variable'),
  http_proxy: proxyWith('proxy variable, small'),
  ALL_PROXY: proxyWith('proxy variable for all'),
  NO_PROXY: `127.0.0.1,https://anna:${tokenIn('proxy exceptions')}@internal.example.com`,
};
const told = (place: string) => [`--note=${everyKind(`note of ${place}`)}`, `--ticket=${tokenIn(`ticket of ${place}`)}`];

async function run(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', HOME: account, XDG_STATE_HOME: join(home, 'state'), ...endpoints, ...variables, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: [] as Buffer[], err: [] as Buffer[] };
  child.stdout.on('data', (bytes: Buffer) => said.out.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => said.err.push(bytes));
  await new Promise((resolve) => child.on('close', resolve));
  for (const stream of ['out', 'err'] as const) writeFileSync(join(home, `${name}.${stream}`), Buffer.concat(said[stream]));
}

const areas = ['check', 'host', 'proxy', 'scm', 'imds', 'aws', 'ami', 'ssh'];
const flags = [
  ...['--from=runner', '--region=us-east-1', `--catalog=${overlay}`, `--ssh-config=${sshConfig}`, '--ssh-alias=x1.gitpod.environment'],
  ...[`--scm=https://127.0.0.1:${portOf(web)}/`, '--timeout=3000', '--deadline=20000'],
];
await run('document', [...areas, ...flags, ...told('document'), '--json', '--bundle=a.zip'], keys);
await run('lines', [...areas, ...flags, ...told('lines'), '--verbose', '--show-values', '--bundle=b.zip', '--level=network-clear']);
await run('strict', [...areas, ...flags, ...told('strict'), '--jsonl', '--bundle=d.zip', '--level=strict'], { ...keys, ...proxies });
await run('pasted', [
  'check',
  'ami',
  '--region=us-east-1',
  `--allowed-images=${settings}`,
  `--images=${images}`,
  '--jsonl',
  '--bundle=c.zip',
]);
await run('catalogue', ['catalog', 'list', '--json', ...flags.slice(0, 3)]);
await run('catalogue-lines', ['catalog', 'list', ...flags.slice(0, 3)]);
writeFileSync(join(home, 'seen.txt'), [...seen].sort().join('\n'));
writeFileSync(join(home, 'secrets.txt'), [...secrets].join('\n'));
process.exit(0);
