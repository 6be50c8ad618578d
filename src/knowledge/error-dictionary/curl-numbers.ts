/** libcurl's error numbers (libcurl-errors.html), as programs built on it quote them: Composer, Cargo, yum, R, PHP. */
import { atProxy, type ErrorEntry, entriesOf, LOOKUP_FAILED, NO_CONNECTION, TIMEOUT } from './entry.ts';

/** `curl error 6`, `PYCURL ERROR 6`, `cURL error 6:`, `curl: (6)`, Cargo's `[6] `. */
const number = (...codes: number[]): RegExp =>
  new RegExp(
    String.raw`\b(?:PY|lib)?curl(?: ?(?:error|errno))?:? \(?(?:${codes.join('|')})\)?(?![\d.])|\bcurl\b[^]{0,300}?exited with (?:code )?(?:${codes.join('|')})\b|(?<=\(\d tries remaining\): |Caused by: |https?:\/\/\S{1,300}: )\[(?:${codes.join('|')})\] `,
    'i',
  );

export const curlNumberEntries = (): ErrorEntry[] =>
  entriesOf(
    'curlnumber',
    { rank: 'shared', program: 'program on libcurl', seen: 'composer/composer #11503, rust-lang/cargo #6513; libcurl-errors, documented' },
    [
      { what: 'proxy-name', pattern: number(5), says: atProxy('dns.nxdomain') },
      { what: 'unresolved', pattern: number(6), says: LOOKUP_FAILED },
      { what: 'unconnected', pattern: number(7), says: NO_CONNECTION },
      { what: 'truncated', pattern: number(18), says: 'http.truncated' },
      { what: 'waited', pattern: number(28), says: TIMEOUT },
      {
        what: 'handshake',
        pattern: number(35),
        says: {
          kind: 'tls.alert',
          findings: ['tls-cut-off', 'tls-settings-refused', 'tls-intercepted'],
          means: 'the TLS handshake failed; the number does not say why',
          vague: true,
        },
      },
      {
        what: 'certificate',
        pattern: number(51, 60),
        says: { kind: 'tls.bad-certificate', findings: ['tls-intercepted', 'certificate-expired', 'extra-trust-broken'] },
      },
      { what: 'client-certificate', pattern: number(58), says: 'tls.client-certificate' },
      {
        what: 'no-list',
        pattern: number(77),
        says: {
          kind: 'tls.bad-certificate',
          findings: ['extra-trust-broken'],
          means: 'the file with the trusted CA certificates cannot be read, so nothing could be verified',
        },
      },
      { what: 'proxy', pattern: number(97), says: atProxy('tunnel.closed') },
      { what: 'redirects', pattern: number(47), says: 'http.redirect' },
      { what: 'encoding', pattern: number(61), says: 'http.encoding' },
      { what: 'status', pattern: number(22, 33), says: 'http.status' },
      {
        what: 'ended',
        pattern: number(55, 56),
        says: { kind: 'http.closed', findings: ['download-cut-short', 'tls-cut-off', 'block-page'], vague: true },
      },
      { what: 'empty', pattern: number(52), says: 'http.closed' },
      { what: 'http2', pattern: number(16, 92), says: { kind: 'http.reset', findings: ['http2-downgraded', 'download-cut-short'] } },
    ],
  );
