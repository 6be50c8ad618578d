/** Failures of handshakes and certificates. */
import type { WordsOf } from './words-of.ts';

export const TLS_FAILURES = {
  'tls.reset': {
    remark: 'TLS cut off',
    means: 'the connection was reset during the handshake, after the name of the host had been sent',
    settles: 'the same address with another name, to see whether the name causes the reset',
  },
  'tls.closed': {
    remark: 'TLS closed',
    means: 'the other side closed the connection during the handshake',
    settles: 'the same address with another name; the log of the device on the path',
  },
  'tls.timeout': {
    remark: 'TLS stalls',
    means: 'TCP connects, but the handshake never completes: a device inspects it, or large packets are lost',
    settles: 'a shorter first TLS message; the log of the inspecting device',
  },
  'tls.not-tls': {
    remark: 'not TLS',
    means: 'the server on this port does not use TLS; it may be a block page in plain HTTP',
    settles: 'what a plain HTTP request to the port returns',
  },
  'tls.protocol-version': {
    remark: 'TLS version refused',
    means: 'the two sides have no TLS version in common, which suggests a device on the path',
    settles: 'the versions that the device allows',
  },
  'tls.alert': {
    remark: 'TLS alert',
    means: 'the other side refuses the handshake with an alert, often because the settings of both sides do not match',
    settles: 'the alert by name, shown with this row',
  },
  'tls.client-certificate': {
    remark: 'wants a client certificate',
    means: 'the other side asks for a client certificate, and ends TLS because this client has no certificate',
    settles: 'whether the server itself or a device in front of it requires client certificates',
  },
  'tls.access-denied': {
    remark: 'access denied in TLS',
    means: 'the other side ends the handshake with the alert “access denied”: a policy refuses this client or this name',
    settles: 'the log of the device or server that answers, for this client and this name',
  },
  'tls.insufficient-security': {
    remark: 'stronger TLS required',
    means: 'the other side refuses all offered ciphers and groups as too weak',
    settles: 'the TLS settings of the server or device that answers',
  },
  'tls.internal-error': {
    remark: 'TLS server error',
    means: 'the other side ends the handshake with the alert “internal error”, often because it has no certificate for this name',
    settles: 'the log of the server or device that answers',
  },
  'tls.inappropriate-fallback': {
    remark: 'TLS version lowered',
    means: 'the server supports a newer TLS version than the one in the offer that it received, so a device changed the client’s offer',
    settles: 'the devices between here and the server that handle TLS',
  },
  'tls.unrecognized-name': {
    remark: 'name not served',
    means: 'the other side says that it does not serve this name (alert “unrecognized name”)',
    settles: 'the spelling of the name, its address, and the names that this server serves',
  },
  'tls.certificate-status': {
    remark: 'certificate status refused',
    means: 'the other side ends the handshake with an alert about the OCSP status of a certificate; genuine servers do not send this alert',
    settles: 'the log of the device that answers',
  },
  'tls.no-application-protocol': {
    remark: 'no common protocol',
    means: 'by its TLS settings (ALPN), the other side supports neither HTTP/2 nor HTTP/1.1',
    settles: 'the protocols that the server or device may offer by its configuration',
  },
  'tls.ech-required': {
    remark: 'ECH required',
    means: 'the other side requires an encrypted ClientHello, which the programs that Gitpod uses do not send',
    settles: 'the TLS settings of the server or device that answers',
  },
  'tls.legacy-renegotiation': {
    remark: 'legacy renegotiation',
    means: 'the server lacks secure renegotiation (RFC 5746), so programs with OpenSSL 3 refuse it',
    settles: 'the version of the TLS software that answers',
  },
  'tls.small-dh': {
    remark: 'weak Diffie-Hellman',
    means: 'the server offers a Diffie-Hellman group that is too small, so programs with current OpenSSL refuse it',
    settles: 'the key exchange settings of the server or device that answers',
  },
  'tls.bad-record-mac': {
    remark: 'TLS data altered',
    means: 'encrypted data was changed in transit: by a device, or by faulty hardware',
    settles: 'the same connection on another network path',
  },
  'tls.malformed': {
    remark: 'unreadable TLS',
    means: 'one side sent TLS data that the other side cannot read: a device changed the data, or the TLS software of one side is faulty',
    settles: 'the same connection on another network path',
  },
  'tls.expired': {
    remark: 'certificate expired',
    means: 'by the clock of this machine, the certificate has expired',
    settles: 'the clock of this machine, compared with the Date header of other answers',
  },
  'tls.not-yet-valid': {
    remark: 'certificate not yet valid',
    means: 'by the clock of this machine, the certificate is not valid yet',
    settles: 'the clock of this machine, compared with the Date header of other answers',
  },
  'tls.name-mismatch': {
    remark: 'certificate for another name',
    means: 'the server presents a certificate that does not cover this host',
    settles: 'the names in the certificate and the address that answered',
  },
  'tls.self-signed': {
    remark: 'self-signed certificate',
    means: 'the certificate is self-signed, so no CA confirms who answers',
    settles: 'whether unrelated hosts have the same issuer',
  },
  'tls.unknown-issuer': {
    remark: 'unexpected issuer',
    means: 'the certificate comes from a CA that this program does not trust',
    settles: 'whether unrelated hosts have the same issuer; if so, TLS is intercepted',
  },
  'tls.bad-certificate': {
    remark: 'certificate unusable',
    means: 'the certificate chain cannot be verified',
    settles: 'the chain, shown with this row',
  },
  'tls.incomplete-chain': {
    remark: 'incomplete chain',
    means: 'the server leaves out an intermediate certificate; browsers fetch or remember it, other programs do not',
    settles: 'the certificates that the server sends, shown with this row',
  },
  'tls.key-too-small': {
    remark: 'key too small',
    means: 'OpenSSL does not accept a key in the certificate chain, because it is too small',
    settles: 'the keys of the chain, shown with this row',
  },
  'tls.weak-signature': {
    remark: 'weak signature',
    means: 'a certificate of the chain is signed with SHA-1 or an older hash',
    settles: 'the signatures of the chain, shown with this row',
  },
  'tls.name-constraints': {
    remark: 'outside name constraints',
    means: 'a CA of the chain is not allowed to sign for this name',
    settles: 'the name constraints of the CA certificates',
  },
  'tls.path-length': {
    remark: 'chain too long',
    means: 'a CA of the chain does not allow so many CAs below it',
    settles: 'the path length constraints of the CA certificates',
  },
  'tls.invalid-ca': {
    remark: 'signed by no CA',
    means: 'a certificate that is not a CA certificate signed another certificate of the chain',
    settles: 'the basic constraints and key usage of the CA certificates',
  },
  'tls.invalid-purpose': {
    remark: 'not a server certificate',
    means: 'the certificate is not meant for a TLS server',
    settles: 'the key usage of the certificate',
  },
  'tls.common-name-only': {
    remark: 'name only in the common name',
    means: 'the certificate has no alternative name, and this program does not read the common name',
    settles: 'the names in the certificate',
  },
  'tls.revoked': {
    remark: 'certificate revoked',
    means: 'the CA has revoked the certificate, and the server itself sends the OCSP response that says so',
    settles: 'the OCSP response about this certificate',
  },
} as const satisfies WordsOf<'tls'>;
