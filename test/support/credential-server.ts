/**
 * Issues credentials like a container's agent and STS, and identifies them: each key has a separate account. `node credential-server.ts`,
 * port 4580 on loopback, until it is killed.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const STS = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';
const ACCOUNTS: Readonly<Record<string, string>> = {
  ASIACONTAINEREXAMPLE: '111111111111',
  ASIAWEBIDENTEXAMPLE0: '222222222222',
  AKIAPROCESSEXAMPLE00: '333333333333',
};
const SECRET = 'hunter2hunter2hunter2hunter2';
const EXPIRES = '2099-01-01T00:00:00Z';

createServer(async (request, response) => {
  if (request.url === '/container') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ AccessKeyId: 'ASIACONTAINEREXAMPLE', SecretAccessKey: SECRET, Token: SECRET, Expiration: EXPIRES }));
    return;
  }
  const action = new URLSearchParams(await text(request)).get('Action');
  const key = /Credential=(\w+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const xml = (status: number, body: string) =>
    response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': 'r-1' }).end(body);
  if (action === 'AssumeRoleWithWebIdentity') {
    xml(
      200,
      `<AssumeRoleWithWebIdentityResponse ${STS}><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAWEBIDENTEXAMPLE0</AccessKeyId><SecretAccessKey>${SECRET}</SecretAccessKey><SessionToken>${SECRET}</SessionToken><Expiration>${EXPIRES}</Expiration></Credentials></AssumeRoleWithWebIdentityResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></AssumeRoleWithWebIdentityResponse>`,
    );
    return;
  }
  const account = ACCOUNTS[key];
  if (action === 'GetCallerIdentity' && account !== undefined)
    xml(
      200,
      `<GetCallerIdentityResponse ${STS}><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/looker</Arn><UserId>AIDA</UserId><Account>${account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
    );
  else
    xml(
      403,
      '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error><RequestId>r-1</RequestId></ErrorResponse>',
    );
}).listen(4580, '127.0.0.1');
