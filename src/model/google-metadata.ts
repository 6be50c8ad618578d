/** The requests to the metadata server of Google Compute Engine, and what it says of this machine. Tokens are never kept. */
import * as z from 'zod';
import { publicText } from './privacy.ts';

/** How a request ended: the status, or null if no answer came in time. */
const Reply = z.strictObject({ 'http.response.status_code': z.int().nullable() });

export const GoogleMetadataFacts = z.strictObject({
  /** The connection was accepted within 300 ms. */
  connected: z.boolean(),
  /** The answer has `Metadata-Flavor: Google`, as each answer of the server does. */
  isGoogle: z.boolean(),
  zone: publicText().nullable(),
  /** The scopes of the machine's service account: 404 if it has none. Null if not sent. */
  account: Reply.nullable(),
  /** Names of scopes below `https://www.googleapis.com/auth/`. */
  scopes: z.array(publicText()),
  /** The request for a token, whose answer is dropped. Null if not sent. */
  token: Reply.nullable(),
});
export type GoogleMetadataFacts = z.infer<typeof GoogleMetadataFacts>;
