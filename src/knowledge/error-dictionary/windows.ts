/** .NET and PowerShell, WinHTTP and WinINet: messages of Windows programs that use the system's network stack. */
import { atProxy, type ErrorEntry, entriesOf, LOOKUP_FAILED, NO_CONNECTION, TIMEOUT } from './entry.ts';

/** The host in parentheses after the system's words: `(registry.example:443)`. */
const BEHIND = String.raw`\.? \((?<host>[^\s():]{1,253}):\d{1,5}\)`;
const AT = `(?:${BEHIND})?`;

export const dotnetEntries = (): ErrorEntry[] =>
  entriesOf('dotnet', { program: '.NET, PowerShell', seen: '.NET 8, Windows PowerShell 5.1: documented' }, [
    {
      what: 'proxy-407',
      pattern:
        /proxy tunnel request to proxy '[^']{1,260}' failed with status code '407'|remote server returned an error: \(407\)|status code does not indicate success: 407/,
      says: atProxy('tunnel.407'),
    },
    {
      what: 'proxy-4xx',
      pattern: /proxy tunnel request to proxy '[^']{1,260}' failed with status code '4\d\d'/,
      says: atProxy('tunnel.4xx'),
    },
    {
      what: 'proxy-5xx',
      pattern: /proxy tunnel request to proxy '[^']{1,260}' failed with status code '5\d\d'/,
      says: atProxy('tunnel.5xx'),
    },
    { what: 'proxy-name', pattern: /proxy name could not be resolved: '[^']{0,253}'/, says: atProxy('dns.nxdomain') },
    { what: 'proxy', pattern: /connection attempt to the proxy|Unable to connect to the proxy server/, says: atProxy('tcp.refused') },
    {
      what: 'no-such-host',
      pattern: new RegExp(
        `(?:No such host is known|Name or service not known|Name does not resolve|nodename nor servname provided, or not known|Resource temporarily unavailable)${BEHIND}`,
      ),
      says: 'dns.nxdomain',
    },
    { what: 'no-name', pattern: /The remote name could not be resolved(?:: '(?<host>[^']{1,253})')?/, says: 'dns.nxdomain' },
    {
      what: 'refused',
      pattern: new RegExp(
        `(?:No connection could be made because the target machine actively refused it|Connection refused)(?:\\.? (?<host2>\\d{1,3}(?:\\.\\d{1,3}){3}):\\d{1,5}|${BEHIND})`,
      ),
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    {
      what: 'connect-timeout',
      pattern: new RegExp(
        `A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond\\.?${AT}`,
      ),
      says: 'tcp.timeout',
    },
    {
      what: 'denied',
      pattern: new RegExp(`An attempt was made to access a socket in a way forbidden by its access permissions\\.?${AT}`),
      says: 'tcp.local-denied',
    },
    {
      what: 'no-route',
      pattern: new RegExp(`A socket operation was attempted to an unreachable (?:network|host)\\.?${AT}`),
      says: 'tcp.unreachable',
    },
    {
      what: 'untrusted',
      pattern:
        /underlying connection was closed: Could not establish trust relationship for the SSL\/TLS secure channel|certificate is invalid because of errors in the certificate chain: (?:UntrustedRoot|PartialChain)|RemoteCertificateChainErrors/,
      says: 'tls.unknown-issuer',
    },
    { what: 'date', pattern: /errors in the certificate chain: NotTimeValid/, says: 'tls.expired' },
    { what: 'other-name', pattern: /remote certificate is invalid[^:]{0,60}: RemoteCertificateNameMismatch/, says: 'tls.name-mismatch' },
    {
      what: 'secure-channel',
      pattern:
        /request was aborted: Could not create SSL\/TLS secure channel|Authentication failed, see inner exception|underlying connection was closed: The connection was closed unexpectedly/,
      says: { kind: 'tls.protocol-version', findings: ['tls-version-refused', 'tls-cut-off', 'tls-intercepted'] },
    },
    {
      what: 'closed',
      pattern: /remote party has closed the transport stream|Received an unexpected EOF or 0 bytes from the transport stream/,
      says: 'tls.closed',
    },
    {
      what: 'broken',
      pattern: /underlying connection was closed: An unexpected error occurred on a (?:send|receive)/,
      says: { kind: 'tls.closed', findings: ['tls-cut-off', 'tls-version-refused', 'name-filtered-in-tls'], vague: true },
    },
    {
      what: 'reset',
      pattern:
        /Unable to read data from the transport connection: (?:An existing connection was forcibly closed by the remote host|Connection reset by peer)/,
      says: 'tls.reset',
    },
    { what: 'ended', pattern: /The response ended prematurely|Error while copying content to a stream/, says: 'http.closed' },
    {
      what: 'waited',
      pattern:
        /request was canceled due to the configured HttpClient\.Timeout of \d{1,9} seconds elapsing|The operation has timed[ -]out\b/,
      says: TIMEOUT,
    },
    {
      what: 'status-5xx',
      pattern: /remote server returned an error: \(5\d\d\)|status code does not indicate success: 5\d\d/,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'proxy-cannot-reach-upstream', 'block-page'] },
    },
    {
      what: 'status-4xx',
      pattern: /remote server returned an error: \(4(?!07)\d\d\)|status code does not indicate success: 4(?!07)\d\d/,
      says: { kind: 'http.status', findings: ['service-refuses-client', 'service-path-gone', 'proxy-refuses-host', 'block-page'] },
    },
    {
      what: 'sending',
      rank: 'outcome',
      pattern: /An error occurred while sending the request|HttpRequestException/,
      says: NO_CONNECTION,
      seen: 'microsoft/azure-pipelines-agent #165',
    },
    {
      what: 'response',
      rank: 'outcome',
      pattern: /WebCmdletWebResponseException|\(System\.Net\.HttpWebRequest:HttpWebRequest\) \[Invoke-/,
      says: { kind: 'http.status', findings: ['service-refuses-client', 'service-path-gone', 'block-page'] },
      seen: 'asheroto/winget-install #8',
    },
    { what: 'connect', pattern: /Unable to connect to the remote server/, says: NO_CONNECTION },
  ]);

/**
 * Matches an error by number, name or HRESULT (0x8007 and the number in hexadecimal), as printed by Windows Update, winget, installers and
 * many more. The numbers are from wininet.h and winhttp.h; 12175 is a failure of TLS in winhttp.h (in wininet.h, of decoding).
 */
const wininet = (numbers: readonly number[], names: string): RegExp =>
  new RegExp(
    String.raw`\b(?:0x)?8007(?:${numbers.map((number) => number.toString(16)).join('|')})\b|(?:WinHttp|WinINet|WinHTTP|Http[A-Z]\w{3,30}|Internet[A-Z]\w{3,30}|\b(?:[Ee]rror|[Cc]ode|[Rr]esult|[Ss]tatus))[^.]{0,40}?(?<![\d.])(?:${numbers.join('|')})(?![\d.])|ERROR_(?:WINHTTP|INTERNET|HTTP)_(?:${names})|(?:ERROR_)?INET_E_(?:${names})`,
    'i',
  );

const SECURE = 'Windows refused the TLS connection because of a certificate, its date or the TLS version';

export const winhttpEntries = (): ErrorEntry[] =>
  entriesOf('winhttp', { program: 'Windows (WinHTTP, WinINet, Schannel)', seen: 'mingw-w64: winhttp.h, wininet.h, urlmon.h, winerror.h' }, [
    {
      what: 'no-such-host',
      pattern: new RegExp(
        `${wininet([12007], 'NAME_NOT_RESOLVED|RESOURCE_NOT_FOUND').source}|server name or address could not be resolved`,
        'i',
      ),
      says: 'dns.nxdomain',
    },
    { what: 'waited', pattern: wininet([12002], 'TIMEOUT|CONNECTION_TIMEOUT'), says: TIMEOUT },
    {
      what: 'proxy',
      pattern: wininet([12165, 12166, 12167, 12178, 12180], 'PROXY_SERVER_UNREACHABLE|BAD_AUTO_PROXY_SCRIPT|UNABLE_TO_DOWNLOAD_SCRIPT'),
      says: atProxy('tcp.refused'),
    },
    {
      what: 'connect',
      pattern: new RegExp(
        `${wininet([12029, 12163, 12164], 'CANNOT_CONNECT|DISCONNECTED|SERVER_UNREACHABLE').source}|connection with the server could not be established`,
        'i',
      ),
      says: NO_CONNECTION,
    },
    {
      what: 'closed',
      pattern: new RegExp(
        `${wininet([12030, 12031], 'CONNECTION_(?:ERROR|ABORTED|RESET)').source}|connection with the server was (?:terminated|reset) abnormally`,
        'i',
      ),
      says: { kind: 'tls.closed', findings: ['tls-cut-off', 'name-filtered-in-tls', 'proxy-unreachable'] },
    },
    {
      what: 'date',
      pattern: new RegExp(
        `${wininet([12037], 'SEC(?:URE)?_CERT_DATE_INVALID').source}|SEC_E_CERT_EXPIRED|0x80090328|CERT_TRUST_IS_NOT_TIME_VALID`,
        'i',
      ),
      says: 'tls.expired',
    },
    {
      what: 'other-name',
      pattern: new RegExp(
        `${wininet([12038], 'SEC(?:URE)?_CERT_CN_INVALID').source}|CERT_CN_INVALID|SEC_E_WRONG_PRINCIPAL|0x80090322`,
        'i',
      ),
      says: 'tls.name-mismatch',
    },
    {
      what: 'unknown-authority',
      pattern: new RegExp(
        `${wininet([12045], '(?:SECURE_)?INVALID_CA').source}|SEC_E_UNTRUSTED_ROOT|0x80090325|0x800b0109|CERT_TRUST_IS_(?:UNTRUSTED_ROOT|PARTIAL_CHAIN)`,
        'i',
      ),
      says: 'tls.unknown-issuer',
    },
    {
      what: 'client-certificate',
      pattern: new RegExp(
        `${wininet([12044, 12185, 12186], 'CLIENT_(?:CERT_\\w{3,30}|AUTH_CERT_NEEDED)').source}|SEC_I_INCOMPLETE_CREDENTIALS`,
        'i',
      ),
      says: 'tls.client-certificate',
    },
    {
      what: 'secure',
      pattern: new RegExp(
        `${wininet([12055, 12056, 12057, 12157, 12169, 12170, 12175, 12179], 'SECUR\\w{2,30}|INVALID_CERTIFICATE').source}|A security error occurred|error occurred in the secure channel support`,
        'i',
      ),
      says: {
        kind: 'tls.bad-certificate',
        findings: ['tls-intercepted', 'clock-wrong', 'certificate-expired', 'tls-version-refused'],
        means: SECURE,
      },
    },
    {
      what: 'token',
      pattern: /SEC_E_INVALID_TOKEN|0x80090308/i,
      says: { kind: 'tls.not-tls', findings: ['tls-intercepted', 'block-page', 'tls-version-refused'] },
    },
    {
      what: 'version',
      pattern: /SEC_E_(?:UNSUPPORTED_FUNCTION|ALGORITHM_MISMATCH)|0x80090302|0x80090331/i,
      says: 'tls.protocol-version',
    },
    {
      what: 'message',
      pattern: /SEC_E_(?:ILLEGAL_MESSAGE|INTERNAL_ERROR|MESSAGE_ALTERED)|0x8009030f|0x80090326|0x80090304/i,
      says: 'tls.alert',
    },
    { what: 'update-name', pattern: /0x8024402c/i, says: LOOKUP_FAILED, seen: 'learn.microsoft.com: wua-networking-error-codes' },
    { what: 'update', pattern: /0x80240438/i, says: NO_CONNECTION, seen: 'WU_E_PT_ENDPOINT_UNREACHABLE: wuerror.h' },
    { what: 'not-http', pattern: wininet([12152], 'INVALID_SERVER_RESPONSE'), says: 'http.not-http' },
    { what: 'proxy-407', pattern: /0x80190197|0x8024401b|HTTP_E_STATUS_PROXY_AUTH_REQ/i, says: atProxy('tunnel.407') },
    {
      what: 'status',
      pattern: /0x801901(?:9[0-9a-f]|a[01d]|f[4-9])|0x8024(?:401[6-9acdef]|402[0-4])|HTTP_E_STATUS_\w{3,30}/i,
      says: 'http.status',
    },
  ]);
