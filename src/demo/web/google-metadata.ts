/** The simulated metadata server of Google Compute Engine, with its header and statuses (Google Cloud, "About VM metadata"). */
import { page, type Site, text } from './answer.ts';

/** `no-account`: the machine has no service account. `other`: another server answers at the address. */
export type GoogleMetadataMode = 'fine' | 'no-account' | 'other';

const INSTANCE = '/computeMetadata/v1/instance';
const ACCOUNT = `${INSTANCE}/service-accounts/default`;

const DOCUMENTS: Readonly<Record<string, string>> = {
  '/': 'computeMetadata/\n',
  [`${INSTANCE}/zone`]: 'projects/123456789012/zones/europe-west1-b',
  [`${ACCOUNT}/scopes`]: 'https://www.googleapis.com/auth/cloud-platform\n',
  [`${ACCOUNT}/token`]: '{"access_token":"ya29.demo-token-of-the-demo-instance","expires_in":3599,"token_type":"Bearer"}',
};

export function googleMetadata(mode: GoogleMetadataMode): Site {
  return ({ path, headers = {} }) => {
    if (mode === 'other') return page('It works');
    const own = { 'metadata-flavor': 'Google', server: 'Metadata Server for VM' };
    // Without the header `Metadata-Flavor`, or when the request was forwarded, the server refuses everything below its root.
    if (path !== '/' && (headers['metadata-flavor'] !== 'Google' || headers['x-forwarded-for'] !== undefined))
      return page('Error 403 (Forbidden)', 403, own);
    const document = mode === 'no-account' && path.startsWith(ACCOUNT) ? undefined : DOCUMENTS[path];
    return document === undefined ? page('Error 404 (Not Found)', 404, own) : text(document, 200, own);
  };
}
