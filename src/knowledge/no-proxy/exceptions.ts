/** Destinations that the access requirements require to be direct, one URL for each NO_PROXY entry. */
import type { EditionName } from '../../model/profile-words.ts';
import { exemptHosts, isExempt } from '../editions.ts';
import type { GoRequestUrl } from '../proxies/go-proxy.ts';

export interface DocumentedExemption {
  url: GoRequestUrl;
  /** The entry of the documented NO_PROXY list that covers it. */
  entry: string;
}

/** A name below `.internal`, which ICANN reserves for private networks. */
export const INTERNAL_NAME = 'x.internal';

const METADATA_ADDRESS = '169.254.169.254';

export function documentedExceptions(regions: readonly string[], edition?: EditionName): DocumentedExemption[] {
  const https = (host: string, entry: string) => ({ url: { scheme: 'https' as const, host, port: 443 }, entry });
  return [
    https(INTERNAL_NAME, '.internal'),
    { url: { scheme: 'http', host: METADATA_ADDRESS, port: 80 }, entry: METADATA_ADDRESS },
    ...exemptHosts(edition).map((host) => https(host, host)),
    ...(isExempt('.amazonaws.com', edition) ? regions : []).map((region) =>
      region.startsWith('cn-')
        ? https(`ec2.${region}.amazonaws.com.cn`, '.amazonaws.com.cn')
        : https(`ec2.${region}.amazonaws.com`, '.amazonaws.com'),
    ),
  ];
}
