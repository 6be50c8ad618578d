/** HTTP failures over an established connection. */
import type { WordsOf } from './words-of.ts';

export const HTTP_FAILURES = {
  'http.timeout': {
    remark: 'no answer to the request',
    means: 'TLS connects, but the request gets no answer in time',
    settles: 'the same request once more; the log of the device in between',
  },
  'http.reset': {
    remark: 'cut during the answer',
    means: 'the connection was reset after the request had been sent',
    settles: 'whether it repeats, and whether only for this path',
  },
  'http.closed': {
    remark: 'closed during the answer',
    means: 'the connection was closed before the answer was complete',
    settles: 'whether it repeats, and whether only for this path',
  },
  'http.not-http': {
    remark: 'not HTTP',
    means: 'what came back is not an HTTP answer',
    settles: 'the same request with curl -v',
  },
  'http.status': {
    remark: 'unexpected status',
    means: 'something answered, but not with the expected status',
    settles: 'who answered: the certificate and the kind of page, shown with this row',
  },
  'http.truncated': {
    remark: 'cut short',
    means: 'fewer bytes arrived than were announced',
    settles: 'whether it stops at the same length again',
  },
  'http.checksum': {
    remark: 'checksum differs',
    means: 'the file is complete but is not the published one',
    settles: 'the same file from another network; whether TLS is intercepted',
  },
  'http.redirect': {
    remark: 'redirect leads nowhere',
    means: 'the answer redirects in a way that a client cannot follow',
    settles: 'the hosts of the redirect chain, shown with this row',
  },
  'http.version-required': {
    remark: 'wants HTTP/1.1',
    means: 'HTTP/2 was agreed on in the handshake, and the request was then refused because it needs HTTP/1.1',
    settles: 'the same request with curl --http1.1',
  },
  'http.encoding': {
    remark: 'wrong compression',
    means: 'the answer says that it is compressed and is not, or is compressed in a way that was not asked for',
    settles: 'the same request with curl --compressed; whether TLS is intercepted',
  },
} as const satisfies WordsOf<'http'>;
