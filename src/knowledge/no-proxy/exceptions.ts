/** The destinations that the document wants past the proxy, each as a URL that stands for its entry of NO_PROXY. */
import type { RoutedUrl } from '../proxies/go-proxy.ts';

export interface DocumentedException {
  url: RoutedUrl;
  /** The entry of the documented list that covers it. */
  entry: string;
}

/** A name of nobody: no request can be made to it. */
export const INTERNAL_NAME = 'x.internal';

const METADATA_ADDRESS = '169.254.169.254';

export function documentedExceptions(regions: readonly string[]): DocumentedException[] {
  const https = (host: string, entry: string) => ({ url: { scheme: 'https' as const, host, port: 443 }, entry });
  return [
    https(INTERNAL_NAME, '.internal'),
    { url: { scheme: 'http', host: METADATA_ADDRESS, port: 80 }, entry: METADATA_ADDRESS },
    https('app.gitpod.io', 'app.gitpod.io'),
    ...regions.map((region) =>
      region.startsWith('cn-')
        ? https(`ec2.${region}.amazonaws.com.cn`, '.amazonaws.com.cn')
        : https(`ec2.${region}.amazonaws.com`, '.amazonaws.com'),
    ),
  ];
}
