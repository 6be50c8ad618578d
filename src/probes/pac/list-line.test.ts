import { expect, test } from 'vitest';
import { parseScriptList } from '../../knowledge/proxies/script-list.ts';
import { lineOfList } from './list-line.ts';

const SCRIPT = `var cloud = "PROXY cloud.corp.example:8080";
// PROXY old.corp.example:3128 until 2024
function FindProxyForURL(url, host) {
  if (host == "a.example") return "PROXY old.corp.example:3128; DIRECT";
  if (host == "b.example") return "PROXY one.corp.example:80; PROXY two.corp.example:80";
  if (host == "c.example") return "PROXY one.corp.example; PROXY three.corp.example:81";
  if (host == "one.corp.example.net") return cloud;
  return "DIRECT";
}`.split('\n');

test.each<[string, string, number | null]>([
  ['is the line of the string, not of a comment', 'PROXY old.corp.example:3128; DIRECT', 4],
  ['is the line of a variable', 'PROXY cloud.corp.example:8080', 1],
  ['is the line that also contains the second proxy', 'PROXY one.corp.example:80; PROXY three.corp.example:81', 6],
  ['is the only line with DIRECT', 'DIRECT', 8],
  ['is unknown when the script has another port', 'PROXY cloud.corp.example:8081', null],
  ['is unknown when two lines contain the proxy', 'PROXY one.corp.example:80', null],
  ['is unknown when no line contains the list', 'PROXY 10.0.0.1:80', null],
  ['is unknown when the list is empty', '', null],
])('the line of a list %s', (_, list, line) => {
  expect(lineOfList(parseScriptList(list).entries, SCRIPT)).toBe(line);
});
