/** Handshakes and certificates. */
import type { WordsOf } from './words-of.ts';

export const TLS_FAILURES = {
  'tls.reset': {
    remark: 'TLS cut off',
    means: 'the connection was reset during the handshake, after the name of the host had been sent',
    settles: 'the same address with another name: does the reset follow the name?',
  },
  'tls.closed': {
    remark: 'TLS closed',
    means: 'the other side closed during the handshake',
    settles: 'the same address with another name; the log of the device in between',
  },
  'tls.timeout': {
    remark: 'TLS stalls',
    means: 'the connection stands, the handshake never completes: inspection, or large packets that are lost',
    settles: 'a smaller hello; the log of the inspecting device',
  },
  'tls.not-tls': {
    remark: 'not TLS',
    means: 'something answers on this port that is not a TLS server, for instance a block page in plain HTTP',
    settles: 'what a plain request to the port returns',
  },
  'tls.protocol-version': {
    remark: 'TLS version refused',
    means: 'the two sides have no TLS version in common, which points at a device in between',
    settles: 'the versions that the device allows',
  },
  'tls.alert': {
    remark: 'TLS alert',
    means: 'the other side refuses the handshake with an alert',
    settles: 'the alert by name, shown with this row',
  },
  'tls.client-certificate': {
    remark: 'wants client certificate',
    means: 'TLS succeeds, then the other side ends it because this client presented no certificate of its own',
    settles: 'whether the server itself or a device in front of it requires client certificates',
  },
  'tls.expired': {
    remark: 'certificate expired',
    means: 'the certificate is past its last day by the clock of this machine',
    settles: 'the clock here, compared with the Date header of other answers',
  },
  'tls.not-yet-valid': {
    remark: 'certificate not yet valid',
    means: 'the certificate begins in the future by the clock of this machine',
    settles: 'the clock here, compared with the Date header of other answers',
  },
  'tls.name-mismatch': {
    remark: 'certificate for another name',
    means: 'the server presents a certificate that does not cover this host',
    settles: 'the names in the certificate and the address that answered',
  },
  'tls.self-signed': {
    remark: 'self-signed certificate',
    means: 'the certificate vouches only for itself, so nobody confirms who answers',
    settles: 'whether unrelated hosts show the same issuer',
  },
  'tls.unknown-issuer': {
    remark: 'unexpected issuer',
    means: 'the certificate comes from an authority that this program does not trust',
    settles: 'whether unrelated hosts show the same issuer; if so, TLS is re-signed on the way',
  },
  'tls.bad-certificate': {
    remark: 'certificate unusable',
    means: 'the certificate chain cannot be verified',
    settles: 'the chain, shown with this row',
  },
} as const satisfies WordsOf<'tls'>;
