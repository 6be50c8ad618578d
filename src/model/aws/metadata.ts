/** The requests to the instance metadata service (IMDS), and the facts about this machine from its responses. */
import * as z from 'zod';
import { accountId, plainUrl, publicText, regionName, variableName } from '../privacy.ts';

/** How a request to IMDS ended: the status, or null if no answer came in time. */
const Reply = z.strictObject({ 'http.response.status_code': z.int().nullable() });

export const MetadataFacts = z.strictObject({
  /** The requested address; `http://169.254.169.254/` unless a variable overrides it. */
  endpoint: plainUrl(),
  /** The variable that sets the address, such as `AWS_EC2_METADATA_SERVICE_ENDPOINT`; null: none is set. */
  customEndpoint: variableName().nullable(),
  /** AWS_EC2_METADATA_DISABLED is true: AWS programs do not use the service, so no request was sent. */
  disabled: z.boolean(),
  /** The connection was accepted within 300 ms. */
  connected: z.boolean(),
  /** GET without a token: 401 if a token is required. Null if not sent. */
  withoutToken: Reply.nullable(),
  /** PUT for a token. If only the GET gets a reply, the hop limit is too low. Null if not sent. */
  token: Reply.nullable(),
  /** True if `Server` is EC2ws or the token gave the identity document, because other clouds use the same address. */
  isEc2: z.boolean(),
  /** The region in the instance identity document. */
  region: regionName().nullable(),
  zone: publicText().nullable(),
  account: accountId().nullable(),
  instanceType: publicText().nullable(),
});
export type MetadataFacts = z.infer<typeof MetadataFacts>;
