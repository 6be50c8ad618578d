/** Failures in a proxy's response to CONNECT. */
import type { WordsOf } from './words-of.ts';

export const PROXY_FAILURES = {
  'tunnel.407': {
    remark: 'the proxy wants a login',
    means: 'the proxy answers 407: it refuses every request without a valid login',
    settles: 'the login schemes that the proxy offers, shown with this row',
  },
  'tunnel.4xx': {
    remark: 'the proxy refuses',
    means: 'the proxy refuses this host or this port',
    settles: 'another host and another port through the same proxy; the access rules of the proxy',
  },
  'tunnel.5xx': {
    remark: 'the proxy cannot reach the host',
    means: 'the proxy accepts the request but does not reach the target, because its DNS or its route fails',
    settles: "the proxy's own log for this host",
  },
  'tunnel.unexpected-status': {
    remark: 'odd answer from the proxy',
    means: 'the proxy answers CONNECT with a status that opens no tunnel, for instance a redirect to a login page',
    settles: 'the same request with curl -v',
  },
  'tunnel.closed': {
    remark: 'the proxy hung up',
    means: 'the proxy closed the connection instead of answering',
    settles: "the proxy's own log; whether this port really belongs to a proxy",
  },
  'tunnel.reset': {
    remark: 'the proxy reset',
    means: 'the connection to the proxy was cut during the request for a tunnel',
    settles: "the proxy's own log; a device between here and the proxy",
  },
  'tunnel.timeout': {
    remark: 'the proxy is silent',
    means: 'the proxy accepted the connection but did not answer in time',
    settles: 'another host through the same proxy',
  },
  'tunnel.not-http': {
    remark: 'not an HTTP proxy',
    means: 'the server at the proxy address does not use HTTP',
    settles: 'scheme and port of the proxy setting',
  },
} as const satisfies WordsOf<'tunnel'>;
