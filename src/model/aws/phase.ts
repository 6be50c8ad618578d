/** The phase of the response to one AWS call, which follows the phases of its connection. */
import * as z from 'zod';
import { phaseBase } from '../phase-base.ts';
import { freeText, hostName, publicText, regionName, variableName } from '../privacy.ts';
import { Denial } from './denial.ts';
import { AwsOperation } from './operation.ts';
import { AwsResult } from './result.ts';

export const AwsPhase = z.strictObject({
  name: z.literal('aws'),
  ...phaseBase,
  operation: AwsOperation,
  region: regionName(),
  /** The contacted host: the one of AWS, or the one that a setting names; null if nothing was sent. */
  'server.address': hostName().nullable(),
  /** The variable (`AWS_ENDPOINT_URL…`) or setting (`endpoint_url`) that redirects the call; null: none. */
  customEndpoint: variableName().nullable(),
  /** The status; null if no answer arrived. */
  'http.response.status_code': z.int().nullable(),
  /** The media type without its parameters. */
  contentType: publicText().nullable(),
  /** The response has a request id, like every genuine response. */
  requestId: z.boolean(),
  /** The `Server` header, if AWS uses that product name. */
  server: publicText().nullable(),
  /** AWS's own code: `UnauthorizedOperation`, `DryRunOperation` … */
  errorCode: publicText().nullable(),
  /** AWS's error message, without the encoded part. */
  message: freeText().nullable(),
  denial: Denial.nullable(),
  /** `not-needed`: no denial had an encoded message. `no-consent` and `denied` leave it encoded. */
  decoding: z.enum(['not-needed', 'no-consent', 'denied', 'failed', 'done']),
  /** How often the request was sent; 0 if it was not sent. */
  attempts: z.int().min(0),
  /** The Date header minus this machine's clock, in milliseconds; null if the header is missing. */
  clockSkewMs: z.number().nullable(),
  result: AwsResult.nullable(),
  /** Pasted by the user: nothing was sent. */
  pasted: z.literal(true).optional(),
});
export type AwsPhase = z.infer<typeof AwsPhase>;
