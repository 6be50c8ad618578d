/** A simulated AWS region behind its real names, and calls to it, for tests of the answers. */
import type { ServerResponse } from 'node:http';
import { expect } from 'vitest';
import type { AwsOptions } from '../../model/aws/ask.ts';
import type { AwsTarget } from '../../model/aws/operation.ts';
import type { AwsPhase } from '../../model/aws/phase.ts';
import { type AwsObservation, Observation } from '../../model/observation.ts';
import { issue } from './certificates.ts';
import { httpsServer, network, root, serve } from './one-host.ts';
import { aRequest, measure, type Pretend } from './pretend.ts';

export const REGION = 'eu-central-1';
const SECRET = 'hunter2hunter2hunter2hunter2';
export const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE00', AWS_SECRET_ACCESS_KEY: SECRET };
const ASK: AwsOptions = { profile: null, mayRunProcess: false, mayDecode: false, launch: null, pasted: null };
export const XMLNS = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"';
const leaf = await issue({ name: `ec2.${REGION}.amazonaws.com`, issuer: root, dnsNames: ['*.amazonaws.com', `*.${REGION}.amazonaws.com`] });

interface Heard {
  host: string;
  authorization: string;
  body: URLSearchParams;
}

type Reply = (heard: Heard, response: ServerResponse, count: number) => void;

/** A region in which one server answers for every AWS name. */
export async function region(reply: Reply, environment: Record<string, string> = KEYS): Promise<{ net: Pretend; heard: Heard[] }> {
  const heard: Heard[] = [];
  const running = await serve(
    httpsServer(leaf, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const one = {
          host: request.headers.host ?? '',
          authorization: request.headers.authorization ?? '',
          body: new URLSearchParams(Buffer.concat(chunks).toString()),
        };
        heard.push(one);
        reply(one, response, heard.length);
      });
    }),
  );
  const net = await network({ environment });
  net.map(443, running.server);
  return { net, heard };
}

export const xml = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': 'r-1', ...headers }).end(body);

export const ec2Error = (response: ServerResponse, status: number, code: string, message: string) =>
  xml(
    response,
    status,
    `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>r-1</RequestID></Response>`,
  );

export const stsError = (response: ServerResponse, status: number, code: string, message: string) =>
  xml(
    response,
    status,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
  );

export async function call(net: Pretend, operation: AwsTarget['operation'], rest: Partial<AwsTarget> = {}, ask: Partial<AwsOptions> = {}) {
  const target = { kind: 'aws' as const, operation, region: REGION, ...rest };
  const seen = await measure(net.world, aRequest('aws', target, { trust: ['public', 'system', 'extra'], aws: { ...ASK, ...ask } }));
  // Checks that the result matches the schema and contains no secret.
  expect(Observation.safeParse(seen).error).toBeUndefined();
  expect(JSON.stringify(seen)).not.toContain(SECRET);
  expect(JSON.stringify(seen)).not.toContain(KEYS.AWS_ACCESS_KEY_ID);
  return seen as AwsObservation;
}

export function awsPhase(seen: AwsObservation): AwsPhase {
  const last = seen.phases.at(-1);
  if (last?.name !== 'aws') throw new Error(`no aws phase in ${seen.phases.map(({ name }) => name).join(' ')}`);
  return last;
}

export const way = (seen: AwsObservation) => seen.phases.map(({ name, ok }) => `${name}${ok ? '' : '!'}`).join(' ');
