/** AWS's tools trust the file of AWS_CA_BUNDLE, or of the profile's `ca_bundle`, in addition to this program's stores. */
import { parseCertificates } from '../tls/pem.ts';
import { certificatesIn } from '../tls/stores.ts';
import { CertificateStore } from '../tls/trust-path.ts';
import type { Tools } from '../tools.ts';
import type { ProfileSettings } from './shared-files.ts';

export function withAwsTrust(tools: Tools, settings: ProfileSettings | undefined): Tools {
  const { environment } = tools.world;
  const bundle = environment['AWS_CA_BUNDLE'] || settings?.get('ca_bundle');
  if (bundle === undefined || bundle === '') return tools;
  let stores: ReturnType<Tools['stores']> | null = null;
  const read = async () => {
    const files = [bundle, environment['SSL_CERT_FILE'], environment['NODE_EXTRA_CA_CERTS']];
    const [known, ...certificates] = await Promise.all([tools.stores(), ...files.map(certificatesIn)]);
    return { ...known, extra: new CertificateStore(parseCertificates(certificates.flatMap((each) => each ?? []))) };
  };
  return {
    ...tools,
    stores() {
      stores ??= read();
      return stores;
    },
  };
}
