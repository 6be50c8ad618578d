/** Decodes the encoded part of a denial by an AWS call: with consent, in memory, and only the statement is kept. */

import { readDecodedDenial } from '../../knowledge/aws/denied-message.ts';
import type { Denial } from '../../model/aws/denial.ts';
import type { AwsPhase } from '../../model/aws/phase.ts';
import type { Clients } from './operations.ts';

export interface DecodedDenial {
  how: AwsPhase['decoding'];
  decoded: Denial['decoded'];
}

export async function decodeDenial(encoded: string, clients: Pick<Clients, 'sdk' | 'of'>, signal: AbortSignal): Promise<DecodedDenial> {
  try {
    const command = new clients.sdk.DecodeAuthorizationMessageCommand({ EncodedMessage: encoded });
    const { DecodedMessage } = await clients.of('sts').send(command, { abortSignal: signal });
    const decoded = readDecodedDenial(DecodedMessage ?? '');
    return { how: decoded === null ? 'failed' : 'done', decoded };
  } catch (error) {
    const { name } = error as Error;
    return {
      how: name === 'AccessDenied' || name === 'AccessDeniedException' || name === 'UnauthorizedOperation' ? 'denied' : 'failed',
      decoded: null,
    };
  }
}
