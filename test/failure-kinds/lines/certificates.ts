/** Certificates that our probes refuse, where the handshake itself is sound. */
import type { FailureKind } from '../../../src/model/failure.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { issue, rootOf, type Wanted } from '../../../src/probes/testing/certificates.ts';
import { tlsServer } from '../../../src/probes/testing/refusing.ts';
import { HOST, type Line, NAMES, root } from '../line.ts';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

/** `chain`: sent behind the leaf. */
const shows = (by: string, finding: FindingName | null, wanted: () => Promise<Partial<Wanted> & { chain?: string }>): Line => ({
  by,
  finding,
  way: {
    as: 'https',
    async start() {
      const { chain = '', ...rest } = await wanted();
      const { pem, key } = await issue({ name: HOST, dnsNames: NAMES, issuer: root, ...rest });
      return tlsServer({ pem: pem + chain, key });
    },
  },
});

export const CERTIFICATE_LINES = {
  'tls.expired': [
    shows('a certificate that ended yesterday', 'certificate-expired', async () => ({ notBefore: ago(9), notAfter: ago(1) })),
  ],
  'tls.not-yet-valid': [
    shows('a certificate that begins tomorrow', 'certificate-expired', async () => ({ notBefore: ago(-1), notAfter: ago(-9) })),
  ],
  'tls.name-mismatch': [
    shows('a certificate for another name', 'certificate-for-another-name', async () => ({ dnsNames: ['parked.example'] })),
  ],
  'tls.self-signed': [shows('a certificate that signs itself', 'tls-intercepted', async () => ({ issuer: undefined }))],
  'tls.unknown-issuer': [
    shows('a certificate of an unknown CA', 'tls-intercepted', async () => ({ issuer: await rootOf('Unknown Root') })),
    shows('a certificate of an unknown CA, which is sent along', 'tls-intercepted', async () => {
      const issuer = await rootOf('Unknown Root');
      return { issuer, chain: issuer.pem };
    }),
  ],
  'tls.bad-certificate': [
    shows('a certificate for mail', 'unexplained-failure', async () => ({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'] })),
  ],
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
