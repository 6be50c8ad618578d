/** System package managers: apt, dnf and yum, apk. */
import { atProxy, type ErrorEntry, entriesOf, LOOKUP_FAILED, NO_CONNECTION, TIMEOUT } from './entry.ts';

const URL = String.raw`(?<host>https?:\/\/[^\s:]{1,253}(?::\d{1,5})?\/\S{0,500}?)`;

export const aptEntries = (): ErrorEntry[] =>
  entriesOf('apt', { program: 'apt', seen: 'apt 2.6.1', symptom: 'environment-start' }, [
    {
      // The host differs from the URL's host, and its port is usual for a proxy.
      what: 'proxy-connect',
      pattern:
        /(?<host>https?:\/\/(?<name>[^\s/:]{1,253})\S{0,500})(?: [\w/.-]{1,80}){0,4} {1,2}(?:Unable to connect to|Could not connect to) (?!\k<name>\b)[^\s:]{1,253}:(?:1080|31(?:28|42)|80(?:00|08|80|81|88)|8118|8888|9090|9400)\b/,
      says: atProxy('tcp.refused'),
    },
    { what: 'proxy-407', pattern: /Invalid response from proxy: HTTP\/[\d.]{1,3} 407/, says: atProxy('tunnel.407') },
    {
      what: 'proxy-4xx',
      pattern: /Invalid response from proxy: HTTP\/[\d.]{1,3} 4\d\d/,
      says: atProxy('tunnel.4xx'),
    },
    { what: 'proxy-5xx', pattern: /Invalid response from proxy: HTTP\/[\d.]{1,3} 5\d\d/, says: atProxy('tunnel.5xx') },
    { what: 'proxy-other', pattern: /Invalid response from proxy/, says: atProxy('tunnel.unexpected-status') },
    {
      what: 'unresolved',
      pattern:
        /(?:Temporary failure|Something wicked happened) resolving '(?<host>[^':\s]{1,253})(?::\w{1,8})?'|Could not resolve '(?<host2>(?:[\w-]{1,63}\.){1,8}[\w-]{2,63})(?::\w{1,8})?'/,
      says: LOOKUP_FAILED,
    },
    {
      what: 'refused',
      pattern:
        /(?:Could not|Cannot initiate the) connect(?:ion)? to (?<host>[^\s:]{1,253}):(?<port>\d{1,5}) \([^)]{1,45}\)\. - connect \(111: Connection refused\)/,
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    {
      what: 'no-route',
      pattern:
        /(?:Could not|Cannot initiate the) connect(?:ion)? to (?<host>[^\s:]{1,253}):(?<port>\d{1,5}) \([^)]{1,45}\)\. - connect \(1(?:01|13): /,
      says: 'tcp.unreachable',
    },
    {
      what: 'connect-timeout',
      pattern:
        /(?:Could not|Cannot initiate the) connect(?:ion)? to (?<host>[^\s:]{1,253}):(?<port>\d{1,5}) \([^)]{1,45}\),? (?:- )?connect(?:ion timed out| \(110: )/,
      says: 'tcp.timeout',
    },
    { what: 'connect', pattern: /Unable to connect to (?<host>[^\s:]{1,253}):(?:https?|\d{1,5}):?/, says: NO_CONNECTION },
    { what: 'waited', pattern: /Connection (?:failed|timed out) \[IP: \S{1,45} \d{1,5}\]|Could not wait for server fd/, says: TIMEOUT },
    { what: 'not-tls', pattern: /Could not handshake: An unexpected TLS packet was received/, says: 'tls.not-tls' },
    { what: 'reset', pattern: /Could not handshake: Error in the pull function/, says: 'tls.reset' },
    { what: 'closed', pattern: /Could not handshake: The TLS connection was non-properly terminated/, says: 'tls.closed' },
    { what: 'expired', pattern: /Certificate verification failed: [^[]{0,120}(?:expired|not yet)/, says: 'tls.expired' },
    { what: 'other-name', pattern: /Certificate verification failed: [^[]{0,120}name[^[]{0,40}match/, says: 'tls.name-mismatch' },
    {
      what: 'unknown-authority',
      pattern:
        /Certificate verification failed: The certificate is NOT trusted\.(?: The certificate issuer is unknown\.)?(?: {1,2}Could not handshake: Error in the certificate verification\.)?/,
      says: 'tls.unknown-issuer',
    },
    { what: 'proxy-login', pattern: /\b407 {1,2}Proxy Authentication Required \[IP/, says: atProxy('tunnel.407') },
    {
      what: 'status-5xx',
      pattern: /\b5\d\d {1,2}[A-Z][A-Za-z -]{3,40} \[IP: /,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'proxy-cannot-reach-upstream', 'block-page'] },
    },
    {
      what: 'status-404',
      pattern: /\b404 {1,2}Not Found(?: \[IP: |$)/,
      says: { kind: 'http.status', findings: ['service-path-gone', 'service-refuses-client'] },
    },
    {
      what: 'status-4xx',
      pattern: /\b4(?!07)\d\d {1,2}[A-Z][A-Za-z -]{3,40} \[IP: /,
      says: { kind: 'http.status', findings: ['service-refuses-client', 'proxy-refuses-host', 'block-page'] },
    },
    {
      what: 'page',
      pattern: /Clearsigned file isn't valid, got '\w{1,12}'(?: \(does the network require authentication\?\))?|got 'NODATA'/,
      says: {
        kind: 'http.not-http',
        findings: ['captive-portal', 'block-page'],
        means: 'a page came instead of a package list: the network asks for a login or blocks the request',
      },
    },
    {
      what: 'hash',
      pattern: /Hash Sum mismatch|File has unexpected size|mirror sync in progress/i,
      says: { kind: 'http.checksum', findings: ['download-altered', 'download-cut-short'] },
    },
  ]);

export const apkEntries = (): ErrorEntry[] =>
  entriesOf('apk', { program: 'apk', seen: 'apk-tools 2.14, documented', symptom: 'environment-start' }, [
    {
      what: 'unresolved',
      pattern: new RegExp(`${URL}: (?:DNS lookup error|DNS: [a-z ]{4,40}|temporary error \\(try again later\\))`),
      says: LOOKUP_FAILED,
    },
    { what: 'no-route', pattern: new RegExp(`${URL}: network (?:error|connection)[^.]{0,60}`), says: 'tcp.unreachable' },
    { what: 'connect', pattern: new RegExp(`${URL}: could not connect to server`), says: NO_CONNECTION },
    { what: 'waited', pattern: new RegExp(`${URL}: operation timed out`), says: TIMEOUT },
    { what: 'unknown-authority', pattern: new RegExp(`${URL}: TLS: server certificate not trusted`), says: 'tls.unknown-issuer' },
    { what: 'other-name', pattern: new RegExp(`${URL}: TLS: server hostname mismatch`), says: 'tls.name-mismatch' },
    {
      what: 'tls',
      pattern: new RegExp(`${URL}: TLS: [a-z ]{4,40}`),
      says: {
        kind: 'tls.alert',
        findings: ['tls-intercepted', 'tls-cut-off'],
        means: 'the TLS handshake failed; the message does not say why',
      },
    },
    {
      what: 'status',
      pattern: new RegExp(`${URL}: (?:remote server returned error|HTTP \\d{3}|unexpected end of file|IO ERROR|Permission denied)`),
      says: 'http.status',
    },
  ]);

export const dnfEntries = (): ErrorEntry[] =>
  entriesOf('dnf', { program: 'dnf, yum', seen: 'dnf 4.14.0', symptom: 'environment-start' }, [
    {
      what: 'certificate',
      pattern: /Curl error \(60\): [^[]{1,120} for (?<host>https?:\/\/\S{1,500})/,
      says: { kind: 'tls.unknown-issuer', findings: ['tls-intercepted', 'certificate-expired', 'extra-trust-broken'] },
    },
    {
      what: 'no-list',
      pattern: /Curl error \(77\)/,
      says: {
        kind: 'tls.bad-certificate',
        findings: ['extra-trust-broken'],
        means: 'the file with the trusted CA certificates cannot be read, so nothing could be verified',
      },
    },
    { what: 'unresolved', pattern: /Curl error \(6\): [^[]{1,60} for (?<host>https?:\/\/\S{1,500})/, says: LOOKUP_FAILED },
    { what: 'proxy-name', pattern: /Curl error \(5\)/, says: atProxy('dns.nxdomain') },
    {
      what: 'tls',
      pattern: /Curl error \(35\): [^[]{1,60} for (?<host>https?:\/\/\S{1,500})/,
      says: { kind: 'tls.reset', findings: ['tls-cut-off', 'name-filtered-in-tls', 'tls-version-refused'] },
    },
    { what: 'connect', pattern: /Curl error \(7\): [^[]{1,60} for (?<host>https?:\/\/\S{1,500})/, says: NO_CONNECTION },
    { what: 'waited', pattern: /Curl error \(28\): [^[]{1,60} for (?<host>https?:\/\/\S{1,500})|Operation too slow/, says: TIMEOUT },
    {
      what: 'tunnel',
      pattern: /Curl error \(56\): [^[]{1,80} for (?<host>https?:\/\/\S{1,500}) \[(?:Received HTTP code|CONNECT tunnel failed)/,
      says: atProxy('tunnel.4xx'),
    },
    {
      what: 'status-5xx',
      pattern: /(?:Status code: |HTTP Error )5\d\d(?: for | - )(?<host>https?:\/\/\S{1,500})?/,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'proxy-cannot-reach-upstream', 'block-page'] },
    },
    {
      what: 'status-4xx',
      pattern: /(?:Status code: |HTTP Error )4(?!07)\d\d(?: for | - )(?<host>https?:\/\/\S{1,500})?/,
      says: { kind: 'http.status', findings: ['service-refuses-client', 'service-path-gone', 'proxy-refuses-host', 'block-page'] },
    },
    {
      what: 'checksum',
      pattern: /repomd\.xml GPG signature verification error|Downloading successful, but checksum doesn't match|Package checksum mismatch/i,
      says: 'http.checksum',
    },
  ]);
