/** Responses with which a service, or a device in its place, refuses a request. */
import { page, type WebAnswer } from './answer.ts';

/** Cloudflare's managed challenge as a program receives it: its header, title and script. */
export const CHALLENGE_PAGE: WebAnswer = {
  status: 403,
  headers: { 'content-type': 'text/html; charset=UTF-8', 'cf-mitigated': 'challenge', server: 'cloudflare' },
  body: [
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="refresh" content="360"></head>',
    '<body><noscript>Enable JavaScript and cookies to continue</noscript>',
    '<script>window._cf_chl_opt={cvId:"3"};var a=document.createElement("script");a.src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"</script>',
    '</body></html>\n',
  ].join('\n'),
};

/** 429 Too Many Requests (RFC 6585 §4). */
export const RATE_LIMITED: WebAnswer = {
  ...page('429 Too Many Requests', 429),
  headers: { 'content-type': 'text/html', 'retry-after': '60' },
};

/** 431 Request Header Fields Too Large (RFC 6585 §5), as nginx words it. */
export const HEADERS_TOO_LARGE: WebAnswer = page('400 Request Header Or Cookie Too Large', 431, { server: 'nginx' });

/** 407 Proxy Authentication Required (RFC 9110 §15.5.8), sent although no proxy is configured. */
export const PROXY_LOGIN: WebAnswer = page('407 Proxy Authentication Required', 407, { 'proxy-authenticate': 'Negotiate' });

/** 511 Network Authentication Required, with the page of the example in RFC 6585 §6, which redirects by a refresh and a link. */
export const NETWORK_LOGIN: WebAnswer = {
  status: 511,
  headers: { 'content-type': 'text/html' },
  body: [
    '<html><head><title>Network Authentication Required</title>',
    '<meta http-equiv="refresh" content="0; url=https://login.guest-wifi.example/"></head>',
    '<body><p>You need to <a href="https://login.guest-wifi.example/">authenticate with the local network</a> in order to gain access.</p></body></html>\n',
  ].join('\n'),
};
