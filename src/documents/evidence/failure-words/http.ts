/** HTTP failures over an established connection. */
import type { WordsOf } from './words-of.ts';

export const HTTP_FAILURES = {
  'http.timeout': {
    remark: 'no answer to the request',
    means: 'TLS connects, but the request gets no answer in time',
    settles: 'the same request again; the log of the device on the path',
  },
  'http.reset': {
    remark: 'cut during the answer',
    means: 'the connection was reset after the request had been sent',
    settles: 'whether the failure repeats, and whether it concerns only this path',
  },
  'http.closed': {
    remark: 'closed during the answer',
    means: 'the connection was closed before the answer was complete',
    settles: 'whether the failure repeats, and whether it concerns only this path',
  },
  'http.not-http': {
    remark: 'not HTTP',
    means: 'the data that came back is not an HTTP answer',
    settles: 'the same request with curl -v',
  },
  'http.status': {
    remark: 'unexpected status',
    means: 'a server answered, but not with the expected status',
    settles: 'who answered: the certificate and the kind of page, shown with this row',
  },
  'http.truncated': {
    remark: 'cut short',
    means: 'fewer bytes arrived than were announced',
    settles: 'whether the download stops at the same length again',
  },
  'http.checksum': {
    remark: 'checksum differs',
    means: 'the file is complete but does not match the published checksum',
    settles: 'the same file from another network; whether TLS is intercepted',
  },
  'http.redirect': {
    remark: 'redirect leads nowhere',
    means: 'the answer redirects in a way that a client cannot follow',
    settles: 'the hosts of the redirect chain, shown with this row',
  },
  'http.version-required': {
    remark: 'wants HTTP/1.1',
    means: 'the server offered HTTP/2 in the handshake, but then refused the request and asked for HTTP/1.1',
    settles: 'the same request with curl --http1.1',
  },
  'http.encoding': {
    remark: 'wrong compression',
    means: 'the compression of the answer does not match its header, or was not requested',
    settles: 'the same request with curl --compressed; whether TLS is intercepted',
  },
} as const satisfies WordsOf<'http'>;
