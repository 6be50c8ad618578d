/** Messages of TLS libraries that any program may repeat: OpenSSL, GnuTLS, rustls, Schannel, NSS, Secure Transport, and Java's. */
import { type ErrorEntry, entriesOf } from './entry.ts';

export const tlsEntries = (): ErrorEntry[] =>
  entriesOf('tls', { rank: 'shared', program: 'any program', seen: 'OpenSSL 3.0, GnuTLS 3.7; rustls, Schannel, NSS: documented' }, [
    {
      // The CA file is missing or broken, so the server's certificate was not verified.
      what: 'no-list',
      pattern:
        /error setting certificate (?:verify locations|file)|Problem with the SSL CA cert|[Cc]ould not find a suitable TLS CA certificate bundle|[Ee]rror adding trust anchors? from file|trustAnchors parameter must be non-empty|Ignoring extra certs from|[Ff]ailed to (?:load|read|open)[^:]{0,30}(?:CA|ca)(?:-?[ ]?(?:cert\w{0,8}|bundle|file))[^.]{0,80}(?:[Nn]o such file|PEM|ENOENT)|error reading (?:ca|CA) cert(?:ificate)? ?file|no certificates? found in (?:PEM|CA)|cafile[^.]{0,80}ENOENT|PEM lib|(?:SSL|NODE)_\w{0,12}CERT\w{0,8}[^.]{0,60}(?:does not exist|No such file)/,
      says: {
        kind: 'tls.bad-certificate',
        findings: ['extra-trust-broken'],
        means: 'the file with the trusted CA certificates cannot be read, so nothing could be verified',
      },
    },
    {
      what: 'not-yet-valid',
      pattern:
        /certificate is not yet (?:valid|activated|active)|\bNotValidYet\b|CERT_NOT_YET_VALID|\bSEC_ERROR_INVALID_TIME\b|MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE|not yet valid/i,
      says: 'tls.not-yet-valid',
    },
    {
      what: 'expired',
      pattern:
        /certificate (?:has |is |was )?expired|invalid peer certificate: (?:Expired|certificate expired)|\bCertExpired\b|CERT_E_EXPIRED|uses expired certificate|SEC_ERROR_EXPIRED_(?:ISSUER_)?CERTIFICATE|\bNotTimeValid\b|expired certificate|validity check failed/i,
      says: 'tls.expired',
    },
    {
      what: 'other-name',
      pattern:
        /[Hh]ost ?name mismatch|NotValidForName|not valid for name|RemoteCertificateNameMismatch|SSL_ERROR_BAD_CERT_DOMAIN|CERT_E_CN_NO_MATCH|ALTNAME_INVALID|(?:host ?name|[Cc]ertificate|common name|owner|subject name)[^.]{0,60}?(?:does not|doesn't|didn't|did not) match|no alternative certificate subject name|server hostname mismatch|not valid for ['"]?(?<host>(?:[\w-]{1,63}\.){1,8}[a-z]{2,24})/,
      says: 'tls.name-mismatch',
    },
    {
      what: 'self-signed',
      pattern: /self[- ]?signed certificate(?! in)|CaUsedAsEndEntity|MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED/i,
      says: 'tls.self-signed',
    },
    {
      what: 'unknown-authority',
      pattern:
        /unable to get (?:local )?issuer cert(?:ificate)?|self-?[ ]?signed certificate in (?:the )?(?:certificate )?chain|signed by (?:an )?unknown authority|unable to verify the first certificate|certificate (?:is|was) (?:NOT|not) trusted|server certificate not trusted|issuer (?:certificate )?is (?:unknown|not trusted)|UnknownIssuer|InvalidCertificate\(|(?:not|un)trusted (?:root|CA|certificate|issuer|authority)|\bUntrustedRoot\b|\bPartialChain\b|CERT_E_(?:UNTRUSTEDROOT|CHAINING)|0x800b01(?:09|0a)|SEC_E_UNTRUSTED_ROOT|0x80090325|not trusted by the trust provider|authority that is not trusted|SEC_ERROR_UNKNOWN_ISSUER|MITM_DETECTED|RemoteCertificateChainErrors|remote certificate (?:is invalid|was rejected)|[Cc]ould not establish trust relationship|unable to find valid certification path|PKIX path building failed|[Tt]rust anchor for certification path not found|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|root certificate (?:is not|was not) (?:trusted|found)/i,
      says: 'tls.unknown-issuer',
    },
    {
      what: 'no-revocation',
      pattern:
        /CRYPT_E_(?:NO_REVOCATION_CHECK|REVOCATION_OFFLINE)|0x8009201[23]|RevocationStatusUnknown|OfflineRevocation|revocation (?:server was offline|status|function)|unable to check revocation/i,
      says: {
        kind: 'tls.bad-certificate',
        findings: ['revocation-unreachable', 'tls-intercepted'],
        means:
          'the program could not check whether the certificate was revoked: its CA names no server for this, or the server was not reached',
      },
    },
    {
      what: 'not-tls',
      pattern:
        /wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long|unexpected TLS packet|InvalidContentType|plain HTTP request was sent to HTTPS|server gave HTTP response to HTTPS|sent an HTTP request to an HTTPS|SSL_ERROR_RX_RECORD_TOO_LONG|unexpected packet format|corrupted frame was received|first record does not look like a TLS handshake|not an? SSL\/TLS record|SSL routines:[^:]{0,60}:http(?:s proxy)? request|:unknown protocol\b|Unrecognized SSL message/i,
      says: 'tls.not-tls',
    },
    {
      what: 'version',
      pattern:
        /alert[ _]protocol[ _]version|unsupported[ _]protocol|protocol_version|no[ _]protocols[ _]available|[Cc]ould not create SSL\/TLS secure channel|SSL_ERROR_(?:UNSUPPORTED_VERSION|NO_CYPHER_OVERLAP|PROTOCOL_VERSION_ALERT)|SEC_E_(?:UNSUPPORTED_FUNCTION|ALGORITHM_MISMATCH)|do not possess a common algorithm|PeerIncompatible|NoCipherSuitesInCommon|no shared cipher/i,
      says: 'tls.protocol-version',
    },
    {
      what: 'alert',
      pattern:
        /alert[ _]handshake[ _]failure|handshake_failure|HandshakeFailure\b|tlsv1 alert \w{4,20}|sslv3 alert \w{4,20}|received fatal alert|SEC_E_ILLEGAL_MESSAGE|fatal alert(?: has been)? received/i,
      says: 'tls.alert',
    },
    {
      what: 'handshake-timeout',
      pattern: /(?:TLS|SSL)(?: connect(?:ion)?)?(?: handshake)? time(?:d )?out|handshake timed out/i,
      says: 'tls.timeout',
    },
    {
      what: 'handshake-closed',
      pattern:
        /unexpected[ _]eof[ _]while[ _]reading(?! (?:the )?(?:response|body|from))|EOF occurred in violation of protocol|tls handshake eof|without sending TLS close_notify|received an unexpected EOF or 0 bytes from the transport stream|remote party has closed the transport stream|SSL_ERROR_SYSCALL|SSL_ERROR_ZERO_RETURN|SSLZeroReturnError|PR_END_OF_FILE_ERROR|terminated the handshake|SSL error: [^;]{0,100}(?:early EOF|going to be closed)|non-properly terminated|unexpected EOF during handshake|terminated during handshake|disconnected before secure TLS|peer shut down incorrectly|unexpected error occurred on a (?:send|receive)/i,
      says: 'tls.closed',
    },
    {
      what: 'handshake-reset',
      pattern:
        /PR_CONNECT_RESET_ERROR|Error in the (?:pull|push) function|SSL_connect: Connection (?:was )?reset|handshake(?: failed)?:[^.]{0,40}connection reset/i,
      says: 'tls.reset',
    },
    {
      what: 'certificate',
      pattern:
        /certificate[ _]verif(?:y|ication)[ _](?:failed|error)|invalid peer certificate|(?:failed to|could not|cannot|unable to) verify (?:the )?(?:server |peer |SSL |TLS )?certificate|(?:SSL|TLS|certificate)(?: certificate)? (?:validation|verification) (?:failed|error)|SSL: no alternative|ssl peer certificate[^.]{0,40}was not OK|problem confirming the ssl certificate|invalid (?:SSL|TLS|server) certificate|bad certificate|peer not (?:authenticated|verified)|\b(?:SEC_ERROR|MOZILLA_PKIX_ERROR)_\w{3,60}|x509: /i,
      says: { kind: 'tls.bad-certificate', findings: ['tls-intercepted', 'extra-trust-broken', 'certificate-expired'] },
    },
    {
      what: 'failed',
      rank: 'outcome',
      pattern:
        /(?<![\w.])tls: (?!failed to verify)[a-z][a-z ]{8,80}|(?:SSL|TLS)(?:\/TLS)? (?:connection|handshake|connect|negotiation)(?: could not be established| failed| error| failure| with \S{1,260} failed)|SSLHandshakeException|SSL_ERROR_\w{3,40}|SSLError|[Hh]andshake failed|InitializeSecurityContext failed|Could not handshake|gnutls_handshake\(\) failed|\bEPROTO\b|TLS connect failed|class=Ssl \(16\)|problem making ssl connection|SSL connect error|authentication handshake failed|[Ss]ecure connection (?:could not|cannot|failed)/,
      says: {
        kind: 'tls.alert',
        findings: ['tls-intercepted', 'tls-version-refused', 'tls-cut-off', 'name-filtered-in-tls'],
        means: 'the TLS handshake failed; the message does not say why',
      },
    },
  ]);
