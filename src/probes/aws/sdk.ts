/** The AWS SDK, loaded at the first call, because loading takes longer than most answers take to arrive. No other module imports it. */
import {
  DescribeImagesCommand,
  DescribeRegionsCommand,
  EC2Client,
  GetAllowedImagesSettingsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { DecodeAuthorizationMessageCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { EndpointRules, Service } from './endpoint.ts';
import { type AnswerMarks, answerMarksOf, NotAwsError } from './genuine.ts';
import type { SdkConnection } from './sdk-connection.ts';

export {
  DecodeAuthorizationMessageCommand,
  DescribeImagesCommand,
  DescribeRegionsCommand,
  defaultProvider,
  EC2Client,
  GetAllowedImagesSettingsCommand,
  GetCallerIdentityCommand,
  GetParameterCommand,
  RunInstancesCommand,
  SSMClient,
  STSClient,
};

const CLIENTS = { ec2: EC2Client, sts: STSClient, ssm: SSMClient } as const;

/** The SDK's credentials; never part of an observation. */
export interface AwsKeys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}

export interface ClientOptions {
  region: string;
  endpoint: URL;
  keys: () => Promise<AwsKeys>;
  handler: NodeHttpHandler;
  userAgent: string;
  /** Called with every answer before the SDK parses it. */
  onAnswer(marks: AnswerMarks): void;
}

const QUIET = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** The maximum size of an answer; all expected ones are smaller. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** `requestMs`: the timeout of an unanswered request. The SDK itself waits without limit. */
export function createHandler(way: SdkConnection, requestMs: number): NodeHttpHandler {
  return new NodeHttpHandler({
    httpAgent: way.http,
    httpsAgent: way.https,
    requestTimeout: requestMs,
    throwOnRequestTimeout: true,
    connectionTimeout: 0,
    logger: QUIET,
  });
}

export function createClient<S extends Service>(service: S, options: ClientOptions): InstanceType<(typeof CLIENTS)[S]> {
  const Client = CLIENTS[service];
  const client = new Client({
    region: options.region,
    endpoint: options.endpoint.href,
    credentials: options.keys,
    requestHandler: options.handler,
    maxAttempts: 2,
    retryMode: 'standard',
    customUserAgent: options.userAgent,
    logger: QUIET,
  });
  // The middleware is closest to the connection, so that the answer is unmodified. The clients differ only in the types of their commands.
  (client as EC2Client).middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { statusCode?: number; headers?: Record<string, string>; body?: unknown };
      const body = await buffered(response.body);
      response.body = body;
      const marks = answerMarksOf({ status: response.statusCode ?? 0, headers: response.headers ?? {}, body }, Date.now());
      options.onAnswer(marks);
      if (!marks.genuine) throw new NotAwsError();
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'genuineAnswer' },
  );
  return client as InstanceType<(typeof CLIENTS)[S]>;
}

/** Computes an endpoint by the SDK's rules, without creating a client. */
export function endpointRules(service: Service): EndpointRules {
  const { config } = new CLIENTS[service]({ region: 'us-east-1', logger: QUIET });
  return (parameters) => config.endpointProvider(parameters);
}

async function buffered(body: unknown): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return new TextEncoder().encode(body);
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (body !== null && typeof body === 'object' && Symbol.asyncIterator in body) {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > BODY_LIMIT) throw new NotAwsError();
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}
