/** How the genuine server of a published target answers, as recorded on a good network (`check --record`). */
import * as z from 'zod';
import { plainUrl, publicText } from './privacy.ts';

export const GenuineAnswer = z.strictObject({
  /** Status codes of the first response; several in different regions. */
  statuses: z.array(z.int()),
  alpn: z.enum(['h2', 'http/1.1']).nullable(),
  /** Families of the public CAs that issued its certificate, as `ca-names.ts` spells them. */
  issuers: z.array(publicText()),
  contentType: publicText().nullable(),
  headers: z.array(publicText()),
  /** Hosts that it redirects to. */
  redirectsTo: z.array(plainUrl()),
  /** Present: it answered over UDP. Silence is not recorded, because it proves nothing. */
  overUdp: z.literal(true).optional(),
});
export type GenuineAnswer = z.infer<typeof GenuineAnswer>;
