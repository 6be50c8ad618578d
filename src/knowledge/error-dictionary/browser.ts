/** Error pages of Chromium, Firefox and Safari, and the same errors as codes from Electron and macOS. */
import { atProxy, type ErrorEntry, entriesOf, NO_CONNECTION, TIMEOUT } from './entry.ts';

const code = (names: string, number: string): RegExp =>
  new RegExp(String.raw`\b(?:ERR|err)_(?:${names})\b|net_error[ :=(]{1,3}-(?:${number})\b`);

export const browserEntries = (): ErrorEntry[] =>
  entriesOf('browser', { program: 'browser or Electron program', seen: 'Chromium net_error_list.h, Firefox, CFNetwork: documented' }, [
    {
      what: 'tunnel',
      pattern: code('TUNNEL_CONNECTION_FAILED', '111'),
      says: atProxy('tunnel.4xx', ['proxy-refuses-host', 'proxy-requires-login', 'proxy-cannot-reach-upstream']),
    },
    {
      what: 'proxy',
      pattern: new RegExp(
        `${code('PROXY_CONNECTION_FAILED', '130').source}|proxy server is refusing connections|NS_ERROR_PROXY_CONNECTION_REFUSED|something wrong with the proxy server`,
      ),
      says: atProxy('tcp.refused'),
    },
    { what: 'proxy-name', pattern: /NS_ERROR_UNKNOWN_PROXY_HOST|Unable to find the proxy server/, says: atProxy('dns.nxdomain') },
    {
      what: 'proxy-login',
      pattern: new RegExp(code('PROXY_AUTH_\\w{1,40}|UNEXPECTED_PROXY_AUTH', '115|127|323').source),
      says: atProxy('tunnel.407'),
    },
    { what: 'proxy-gateway', pattern: /NS_ERROR_PROXY_(?:BAD_GATEWAY|GATEWAY_TIMEOUT)/, says: atProxy('tunnel.5xx') },
    {
      what: 'no-such-host',
      pattern:
        /\bERR_NAME_(?:NOT_RESOLVED|RESOLUTION_FAILED)\b|net_error[ :=(]{1,3}-(?:105|137)\b|DNS_PROBE_(?:FINISHED_NXDOMAIN|POSSIBLE)|(?:(?<host>(?:[\w-]{1,63}\.){1,8}[\w-]{2,63})(?:'s|’s)? )?server (?:IP address|DNS address) could ?n(?:o|')t be found|can't find the server|having trouble finding that site|can't (?:connect to|find) the server at (?<host2>(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}[a-z])\.? ?(?:Try|Check|$)|NS_ERROR_UNKNOWN_HOST|(?:NSURL\w{3,20}|CFNetwork|HTTP load)[^-]{0,60}(?:- code )?-1003\b|server with the specified hostname could not be found/,
      says: 'dns.nxdomain',
    },
    {
      what: 'no-resolver',
      pattern:
        /DNS_PROBE_(?:FINISHED_)?(?:BAD_CONFIG|BAD_SECURE_CONFIG|STARTED)|\bERR_DNS_(?:TIMED_OUT|SERVER_FAILED|MALFORMED_RESPONSE)\b|net_error[ :=(]{1,3}-80[0-9]\b/,
      says: 'dns.unavailable',
    },
    {
      what: 'no-network',
      pattern:
        /\bERR_INTERNET_DISCONNECTED\b|\bERR_NETWORK_CHANGED\b|DNS_PROBE_(?:FINISHED_)?NO_INTERNET|net_error[ :=(]{1,3}-106\b|(?:NSURL\w{3,20}|CFNetwork|HTTP load)[^-]{0,60}(?:- code )?-1009\b|Internet connection appears to be offline/,
      says: { kind: 'tcp.no-address', findings: ['no-network'] },
    },
    {
      what: 'refused',
      pattern:
        /\bERR_CONNECTION_(?:REFUSED|FAILED)\b|net_error[ :=(]{1,3}-10[24]\b|(?<host>(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}) refused to connect|can't establish a connection to the server at (?<host2>(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}[a-z])|NS_ERROR_CONNECTION_REFUSED|(?:NSURL\w{3,20}|CFNetwork|HTTP load)[^-]{0,60}(?:- code )?-1004\b|Could not connect to the server\./,
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    { what: 'unreachable', pattern: code('ADDRESS_UNREACHABLE', '109'), says: 'tcp.unreachable' },
    { what: 'denied', pattern: code('NETWORK_ACCESS_DENIED', '138'), says: 'tcp.local-denied' },
    {
      what: 'blocked',
      pattern: /\bERR_BLOCKED_BY_(?:CLIENT|ADMINISTRATOR)\b/,
      says: {
        kind: 'tcp.local-denied',
        findings: ['local-firewall-blocks'],
        means: 'the browser itself did not send the request, because an extension or a policy of the machine blocks it',
      },
    },
    {
      what: 'timeout',
      pattern: new RegExp(
        `${code('(?:CONNECTION_)?TIMED_OUT', '(?:7|118)').source}|(?<host>(?:[\\w-]{1,63}\\.){1,8}[\\w-]{2,63}) took too long to respond|(?<host2>(?:[\\w-]{1,63}\\.){1,8}[\\w-]{2,63}) is taking too long to respond|NS_ERROR_NET_TIMEOUT|(?:NSURL\\w{3,20}|CFNetwork|HTTP load)[^-]{0,60}(?:- code )?-1001\\b`,
      ),
      says: TIMEOUT,
    },
    {
      what: 'reset',
      pattern: new RegExp(
        `${code('CONNECTION_RESET|CONNECTION_ABORTED|SOCKET_NOT_CONNECTED', '10[13]').source}|NS_ERROR_NET_RESET|PR_CONNECT_RESET_ERROR|connection to the server was reset while the page was loading`,
      ),
      says: 'tls.reset',
    },
    {
      what: 'closed',
      pattern: new RegExp(
        `${code('CONNECTION_CLOSED|EMPTY_RESPONSE', '(?:100|324)').source}|NS_ERROR_NET_INTERRUPT|PR_END_OF_FILE_ERROR|didn't send any data|(?:NSURL\\w{3,20}|CFNetwork|HTTP load)[^-]{0,60}(?:- code )?-1005\\b|network connection was lost`,
      ),
      says: 'tls.closed',
    },
    {
      what: 'unknown-authority',
      pattern: new RegExp(
        `${code('CERT_AUTHORITY_INVALID|INSECURE_RESPONSE', '202').source}|SEC_ERROR_UNKNOWN_ISSUER|MOZILLA_PKIX_ERROR_MITM_DETECTED|(?:NSURL\\w{3,20}|CFNetwork|HTTP load)[^-]{0,60}(?:- code )?-120[23]\\b|certificate for this server is invalid`,
      ),
      says: 'tls.unknown-issuer',
    },
    { what: 'date', pattern: code('CERT_DATE_INVALID', '201'), says: 'tls.expired' },
    { what: 'other-name', pattern: code('CERT_COMMON_NAME_INVALID', '200'), says: 'tls.name-mismatch' },
    {
      what: 'certificate',
      pattern:
        /\bERR_CERT_\w{1,40}|net_error[ :=(]{1,3}-2\d\d\b|(?:NSURL\w{3,20}|CFNetwork|HTTP load)[^-]{0,60}(?:- code )?-120[0-6]\b|SSL error has occurred and a secure connection|Your connection is not private|Potential Security (?:Risk Ahead|Issue)|detected a potential security threat/,
      says: { kind: 'tls.bad-certificate', findings: ['tls-intercepted', 'certificate-expired'] },
    },
    {
      what: 'client-certificate',
      pattern: /\bERR_(?:SSL_CLIENT_AUTH_CERT_NEEDED|BAD_SSL_CLIENT_AUTH_CERT)\b|net_error[ :=(]{1,3}-1(?:10|17)\b/,
      says: 'tls.client-certificate',
    },
    {
      what: 'not-tls',
      pattern: code('SSL_PROTOCOL_ERROR', '107'),
      says: { kind: 'tls.not-tls', findings: ['tls-intercepted', 'block-page', 'tls-version-refused'] },
    },
    {
      what: 'version',
      pattern: new RegExp(
        `${code('SSL_VERSION_OR_CIPHER_MISMATCH|SSL_OBSOLETE_VERSION', '113').source}|(?:NSURL\\w{3,20}|CFNetwork|HTTP load)[^-]{0,60}(?:- code )?-1200\\b`,
      ),
      says: 'tls.protocol-version',
    },
    {
      what: 'tls',
      pattern: /\b(?:ERR|err)_SSL_\w{3,40}|\bSSL_ERROR_\w{3,40}/,
      says: { kind: 'tls.alert', findings: ['tls-intercepted', 'tls-settings-refused', 'tls-cut-off'] },
      rank: 'shared',
    },
    {
      what: 'connection',
      pattern: /\b(?:ERR|err)_(?:CONNECTION|NETWORK|SOCKET|ADDRESS|SOCKS_CONNECTION|INTERNET)_\w{3,40}/,
      says: NO_CONNECTION,
      rank: 'shared',
    },
    {
      what: 'protocol',
      pattern: /\b(?:ERR|err)_(?:HTTP2|QUIC|SPDY)_\w{3,40}/,
      says: { kind: 'http.reset', findings: ['http2-downgraded', 'download-cut-short', 'tls-intercepted'] },
      rank: 'shared',
    },
    {
      what: 'fetch-failed',
      rank: 'outcome',
      pattern: /TypeError: (?:Failed to fetch|Load failed|NetworkError when)|NetworkError when attempting|\bERR_FAILED\b/,
      says: NO_CONNECTION,
    },
    { what: 'cut-short', pattern: code('CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING', '35[45]'), says: 'http.truncated' },
    { what: 'redirects', pattern: code('TOO_MANY_REDIRECTS', '310'), says: 'http.redirect' },
    {
      // Any other name of net_error_list.h, except those about files, caches and pages that the user left.
      what: 'other',
      rank: 'outcome',
      pattern: /\bnet::ERR_(?!ABORTED|FILE_|CACHE_|INVALID_URL|UNKNOWN_URL|DISALLOWED|BLOCKED_BY_(?:RESPONSE|ORB|CSP))\w{3,40}/,
      says: NO_CONNECTION,
    },
  ]);
