/** Failures of a SOCKS proxy (RFC 1928, RFC 1929; SOCKS 4 and 4A). */
import type { WordsOf } from './words-of.ts';

export const SOCKS_FAILURES = {
  'socks.no-method': {
    remark: 'the SOCKS proxy wants another login',
    means: 'the proxy accepts none of the offered login methods; without a user name in the variable, only “no login” is offered',
    settles: 'which login the proxy wants: a user name and password, or GSSAPI, which most programs lack',
  },
  'socks.login-refused': {
    remark: 'the SOCKS proxy refuses the login',
    means: 'the proxy refuses the user name and password of the variable',
    settles: 'the same login with curl; the log of the proxy',
  },
  'socks.general-failure': {
    remark: 'the SOCKS proxy failed',
    means: 'the proxy reports a failure without a reason; many proxies do this if a lookup or a connection fails',
    settles: 'another host through the same proxy; the log of the proxy',
  },
  'socks.not-allowed': {
    remark: 'the SOCKS proxy refuses',
    means: 'the rules of the proxy do not allow this host or this port',
    settles: 'another host and another port through the same proxy; the rules of the proxy',
  },
  'socks.network-unreachable': {
    remark: 'the SOCKS proxy has no route',
    means: 'the proxy accepts the request but has no route to the network of the target',
    settles: 'another host through the same proxy; the routes of the proxy',
  },
  'socks.host-unreachable': {
    remark: 'the SOCKS proxy cannot reach the host',
    means: 'the proxy accepts the request but does not reach the target, because its DNS or its route fails',
    settles: 'the same host with the lookup made on this machine; the log of the proxy',
  },
  'socks.refused': {
    remark: 'refused behind the SOCKS proxy',
    means: 'the proxy tried to connect, but the target or a device on the path refused the connection',
    settles: 'the same connection from the machine of the proxy',
  },
  'socks.ttl-expired': {
    remark: 'lost behind the SOCKS proxy',
    means: 'packets of the proxy do not arrive: the route is wrong or loops, or the proxy waited too long',
    settles: 'the same connection from the machine of the proxy',
  },
  'socks.command-unsupported': {
    remark: 'not supported by the SOCKS proxy',
    means: 'the proxy does not support the command CONNECT, so HTTPS cannot go through it',
    settles: 'the purpose of this proxy',
  },
  'socks.address-unsupported': {
    remark: 'not supported by the SOCKS proxy',
    means: 'the proxy does not accept this kind of address: a name, or IPv6',
    settles: 'the same host with the lookup made on this machine',
  },
  'socks.rejected': {
    remark: 'the SOCKS proxy refuses',
    means: 'the proxy rejected the request, or its connection failed; SOCKS 4 does not distinguish these',
    settles: 'another host through the same proxy; the log of the proxy',
  },
  'socks.ident': {
    remark: 'the SOCKS proxy cannot confirm the user of this machine',
    means: 'the proxy asks an ident service on this machine for the name of the user, but gets no answer or another name',
    settles: 'whether the proxy has to use ident; SOCKS 5 uses a login instead',
  },
  'socks.unknown-reply': {
    remark: 'odd answer from the SOCKS proxy',
    means: 'the proxy answers with a code that the protocol does not define',
    settles: 'which server really uses the address of the proxy',
  },
  'socks.closed': {
    remark: 'the SOCKS proxy hung up',
    means: 'the proxy closed the connection instead of answering',
    settles: 'whether the proxy serves this machine; whether it supports this version of SOCKS',
  },
  'socks.reset': {
    remark: 'the SOCKS proxy reset',
    means: 'the connection to the proxy was cut during the request',
    settles: 'the log of the proxy; a device between here and the proxy',
  },
  'socks.timeout': {
    remark: 'the SOCKS proxy is silent',
    means: 'the proxy accepted the connection but did not answer in time; an HTTP proxy also stays silent after a SOCKS greeting',
    settles: 'another host through the same proxy; the same address, used as an HTTP proxy',
  },
  'socks.http': {
    remark: 'an HTTP proxy, not SOCKS',
    means: 'the server at the address of the proxy is an HTTP proxy or a web server',
    settles: 'scheme and port of the proxy variable',
  },
  'socks.not-socks': {
    remark: 'not a SOCKS proxy',
    means: 'the server at the address of the proxy uses neither this version of SOCKS nor HTTP',
    settles: 'scheme and port of the proxy variable',
  },
} as const satisfies WordsOf<'socks'>;
