/**
 * The functions that a proxy script may call, in the script's own global scope, because scripts replace them and use each other's parts.
 * Netscape, "Navigator Proxy Auto-Config File Format" (1996); where it says nothing, as in Chromium (services/proxy_resolver/
 * pac_js_library.h): the last argument `GMT`, ranges that wrap, months by name, a pattern whose other characters are a regular expression.
 * `isResolvableEx`: Microsoft, "IPv6 PAC extensions v0.9". Functions that ask DNS are in `engine.ts`.
 */
export const PAC_LIBRARY = String.raw`
var wdays = { SUN: 0, MON: 1, TUE: 2, WED: 3, THU: 4, FRI: 5, SAT: 6 };
var months = { JAN: 0, FEB: 1, MAR: 2, APR: 3, MAY: 4, JUN: 5, JUL: 6, AUG: 7, SEP: 8, OCT: 9, NOV: 10, DEC: 11 };

function dnsDomainIs(host, domain) { return host.length >= domain.length && host.slice(host.length - domain.length) == domain; }
function dnsDomainLevels(host) { return host.split('.').length - 1; }
function localHostOrDomainIs(host, hostdom) { return host == hostdom || hostdom.slice(0, host.length + 1) == host + '.'; }

function isValidIpAddress(text) {
  var octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  return octets != null && octets[1] <= 255 && octets[2] <= 255 && octets[3] <= 255 && octets[4] <= 255;
}
function convert_addr(address) {
  var octets = address.split('.');
  return ((octets[0] & 255) << 24) | ((octets[1] & 255) << 16) | ((octets[2] & 255) << 8) | (octets[3] & 255);
}
function isInNet(host, pattern, mask) {
  if (!isValidIpAddress(pattern) || !isValidIpAddress(mask)) return false;
  var address = isValidIpAddress(host) ? host : dnsResolve(host);
  if (address == null) return false;
  return (convert_addr(address) & convert_addr(mask)) == (convert_addr(pattern) & convert_addr(mask));
}
function isResolvable(host) { return dnsResolve(host) != null; }
function isResolvableEx(host) { return dnsResolveEx(host) != ''; }

var shExpMatch = (function () {
  // Compiled patterns are cached, because scripts try thousands for every host and compiling takes longer than matching.
  var signs = { '.': '\\.', '*': '.*', '?': '.' }, compiled = new Map();
  return function shExpMatch(text, pattern) {
    var known = compiled.get(pattern);
    if (known === undefined) {
      known = new RegExp('^' + pattern.replace(/[.*?]/g, function (sign) { return signs[sign]; }) + '$');
      if (compiled.size < 5000) compiled.set(pattern, known);
    }
    return known.test(text);
  };
})();

function weekdayRange() {
  var words = Array.prototype.slice.call(arguments);
  if (words.length < 1) return false;
  var isGmt = words[words.length - 1] == 'GMT';
  if (isGmt) words.pop();
  var day = isGmt ? new Date().getUTCDay() : new Date().getDay();
  var first = arguments[0] in wdays ? wdays[arguments[0]] : -1;
  var last = words.length == 2 ? (words[1] in wdays ? wdays[words[1]] : -1) : first;
  if (first == -1 || last == -1) return false;
  return first <= last ? first <= day && day <= last : day <= last || first <= day;
}

function dateRange() {
  var words = Array.prototype.slice.call(arguments);
  if (words.length < 1) return false;
  var isGmt = words[words.length - 1] == 'GMT';
  if (isGmt) words.pop();
  var now = new Date();
  var monthOf = function (name) { return name in months ? months[name] : -1; };
  if (words.length == 1) {
    var only = parseInt(words[0]);
    if (isNaN(only)) return (isGmt ? now.getUTCMonth() : now.getMonth()) == monthOf(words[0]);
    if (only < 32) return (isGmt ? now.getUTCDate() : now.getDate()) == only;
    return (isGmt ? now.getUTCFullYear() : now.getFullYear()) == only;
  }
  var year = now.getFullYear();
  var first = new Date(year, 0, 1, 0, 0, 0);
  var last = new Date(year, 11, 31, 23, 59, 59);
  var half = words.length >> 1;
  var isDayOnly = false;
  words.forEach(function (word, at) {
    var date = at < half ? first : last;
    var number = parseInt(word);
    if (isNaN(number)) date.setMonth(monthOf(word));
    else if (number < 32) {
      if (at < half) isDayOnly = words.length <= 2;
      date.setDate(number);
    } else date.setFullYear(number);
  });
  if (isDayOnly) {
    first.setMonth(now.getMonth());
    last.setMonth(now.getMonth());
  }
  if (isGmt) {
    now.setFullYear(now.getUTCFullYear());
    now.setMonth(now.getUTCMonth());
    now.setDate(now.getUTCDate());
    now.setHours(now.getUTCHours());
    now.setMinutes(now.getUTCMinutes());
    now.setSeconds(now.getUTCSeconds());
  }
  return first <= last ? first <= now && now <= last : now <= last || first <= now;
}

function timeRange() {
  var words = Array.prototype.slice.call(arguments);
  if (words.length < 1) return false;
  var isGmt = words[words.length - 1] == 'GMT';
  if (isGmt) words.pop();
  var now = new Date();
  var hour = isGmt ? now.getUTCHours() : now.getHours();
  if (words.length == 1) return hour == words[0];
  if (words.length == 2) return words[0] <= hour && hour <= words[1];
  if (words.length != 4 && words.length != 6) throw 'timeRange: bad number of arguments';
  var first = new Date(now.getTime());
  var last = new Date(now.getTime());
  var half = words.length >> 1;
  if (half == 3) first.setSeconds(words[2]);
  if (half == 3) last.setSeconds(words[5]);
  first.setHours(words[0]);
  first.setMinutes(words[1]);
  last.setHours(words[half]);
  last.setMinutes(words[half + 1]);
  if (half == 2) last.setSeconds(59);
  if (isGmt) {
    now.setFullYear(now.getUTCFullYear());
    now.setMonth(now.getUTCMonth());
    now.setDate(now.getUTCDate());
    now.setHours(now.getUTCHours());
    now.setMinutes(now.getUTCMinutes());
    now.setSeconds(now.getUTCSeconds());
  }
  return first <= last ? first <= now && now <= last : now <= last || first <= now;
}

var console = {};
['assert', 'clear', 'count', 'countReset', 'debug', 'dir', 'dirxml', 'error', 'group', 'groupCollapsed', 'groupEnd', 'info', 'log', 'profile',
  'profileEnd', 'table', 'time', 'timeEnd', 'timeLog', 'timeStamp', 'trace', 'warn'].forEach(function (name) { console[name] = function () {}; });
delete globalThis.queueMicrotask;
`;
