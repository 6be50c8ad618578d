/**
 * An account with roles and a sign-in portal, on loopback: STS, IAM Identity Center (SSO) and EC2 queries, each with a checked signature
 * (Signature Version 4, IAM User Guide, "Create a signed AWS API request"), implemented independently here. `node aws-stand-in.ts`, port
 * 4580, until it is killed.
 */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

const SECRET = 'hunter2hunter2hunter2hunter2';
const EXPIRES = '2099-01-01T00:00:00Z';
const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;

/** Who may take which role: by the ARN of the caller. */
const TRUSTED: Readonly<Record<string, string>> = {
  [role('555555555555', 'jump')]: 'arn:aws:iam::333333333333:user/me',
  [role('666666666666', 'looker')]: 'arn:aws:sts::555555555555:assumed-role/jump/session',
};
const callers = new Map<string, { arn: string; token: string | null }>([
  ['AKIAPROFILEEXAMPLE00', { arn: 'arn:aws:iam::333333333333:user/me', token: null }],
]);

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
}).listen(4580, '127.0.0.1');

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1:4580');
  if (url.pathname === '/federation/credentials') signIn(request, url, response);
  else xml(response, ...replyTo(request, url, body));
}

type Reply = [status: number, body: string];

/** The caller and the signature, then the request. */
function replyTo(request: IncomingMessage, url: URL, body: string): Reply {
  const caller = callers.get(/Credential=(\w+)/.exec(request.headers.authorization ?? '')?.[1] ?? '');
  if (caller === undefined || (request.headers['x-amz-security-token'] ?? null) !== caller.token)
    return refusal('InvalidClientTokenId', 'The security token included in the request is invalid.');
  if (!isSigned(request, url, body)) return refusal('SignatureDoesNotMatch', 'The request signature we calculated does not match.');
  // Systems Manager has its action in a header, and speaks JSON.
  if (request.headers['x-amz-target'] !== undefined) return [200, JSON.stringify({ Parameter: { Value: 'ami-0123456789abcdef0' } })];
  const fields = new URLSearchParams(body);
  const action = fields.get('Action') ?? '';
  return action === 'AssumeRole' ? assumed(fields.get('RoleArn') ?? '', caller.arn) : look(action, caller.arn);
}

function assumed(wanted: string, arn: string): Reply {
  if (TRUSTED[wanted] !== arn)
    return refusal('AccessDenied', `User: ${arn} is not authorized to perform: sts:AssumeRole on resource: ${wanted}`);
  const [, , , , account, name] = wanted.split(':');
  const id = newKey(`arn:aws:sts::${account}:assumed-${name}/session`);
  const keys = `<AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${SECRET}</SecretAccessKey><SessionToken>${SECRET}</SessionToken>`;
  return [200, wrapped('AssumeRole', `<Credentials>${keys}<Expiration>${EXPIRES}</Expiration></Credentials>`)];
}

function refusal(code: string, message: string): Reply {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return [403, `<ErrorResponse>${error}</ErrorResponse>`];
}

/** GetRoleCredentials of the sign-in portal, which takes the token of the sign-in and no signature. */
function signIn(request: IncomingMessage, url: URL, response: ServerResponse): void {
  const json = (status: number, value: object, type = '') => {
    const headers = { 'content-type': 'application/json', 'x-amzn-requestid': 'r-1', ...(type ? { 'x-amzn-errortype': type } : {}) };
    response.writeHead(status, headers).end(JSON.stringify(value));
  };
  if (request.headers['x-amz-sso_bearer_token'] !== SECRET)
    json(401, { message: 'Session token not found or invalid' }, 'UnauthorizedException');
  else if (url.searchParams.get('role_name') !== 'Looker') json(403, { message: 'No access' }, 'ForbiddenException');
  else {
    const id = newKey('arn:aws:sts::777777777777:assumed-role/AWSReservedSSO_Looker/me');
    json(200, { roleCredentials: { accessKeyId: id, secretAccessKey: SECRET, sessionToken: SECRET, expiration: Date.parse(EXPIRES) } });
  }
}

function look(action: string, arn: string): Reply {
  const account = arn.split(':')[4] ?? '';
  if (action === 'GetCallerIdentity') return [200, wrapped(action, `<Arn>${arn}</Arn><UserId>AIDA</UserId><Account>${account}</Account>`)];
  const inside = {
    DescribeRegions:
      '<regionInfo><item><regionName>us-east-1</regionName><optInStatus>opt-in-not-required</optInStatus></item></regionInfo>',
    GetAllowedImagesSettings: '<state>disabled</state>',
    DescribeImages: '<imagesSet/>',
  }[action];
  return [200, `<${action}Response><requestId>r-1</requestId>${inside ?? ''}</${action}Response>`];
}

function newKey(arn: string): string {
  const id = `ASIA${String(callers.size).padStart(16, '0')}`;
  callers.set(id, { arn, token: SECRET });
  return id;
}

function wrapped(action: string, inside: string): string {
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${inside}</${action}Result></${action}Response>`;
}

function xml(response: ServerResponse, status: number, body: string): void {
  const type = body.startsWith('{') ? 'application/x-amz-json-1.1' : 'text/xml';
  response.writeHead(status, { 'content-type': type, 'x-amzn-requestid': 'r-1' }).end(body);
}

function isSigned({ method = '', headers }: IncomingMessage, url: URL, body: string): boolean {
  const stated = /Credential=\w+\/(\d{8})\/([\w-]+)\/(\w+)\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w+)/.exec(
    headers.authorization ?? '',
  );
  if (stated === null) return false;
  const [, day = '', region = '', service = '', names = '', signature] = stated;
  const signed = names.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`);
  const query = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).sort();
  const canonical = [method, url.pathname, query.join('&'), signed.join(''), names, sha256(body)].join('\n');
  const scope = [day, region, service, 'aws4_request'];
  const key = scope.reduce<string | Buffer>((secret, part) => createHmac('sha256', secret).update(part).digest(), `AWS4${SECRET}`);
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope.join('/'), sha256(canonical)].join('\n');
  return createHmac('sha256', key).update(toSign).digest('hex') === signature;
}

function sha256(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
