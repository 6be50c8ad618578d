/** How programs differ with one list. `test/no-proxy/` runs the programs themselves; these tests run on any machine. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROXY_VARIABLES } from '../../model/host-facts.ts';
import { parseNoProxy, parseProxyVariable } from '../proxies/variables.ts';
import { destinationOf, environmentOfFacts, type NoProxyProgram, PROGRAMS, routesTo } from './index.ts';

type Variables = Readonly<Record<string, string>>;
const PROXIES = { http_proxy: 'http://p:1', HTTP_PROXY: 'http://p:1', https_proxy: 'http://p:1', HTTPS_PROXY: 'http://p:1' };

function environmentOf(variables: Variables) {
  const { NO_PROXY, no_proxy } = variables;
  return {
    proxies: PROXY_VARIABLES.flatMap((name) => (variables[name] === undefined ? [] : [parseProxyVariable(name, variables[name])])),
    lists: { ...(NO_PROXY === undefined ? {} : { NO_PROXY }), ...(no_proxy === undefined ? {} : { no_proxy }) },
  };
}

/** The programs that connect directly, in one line. */
function direct(url: string, variables: Variables): string {
  const to = destinationOf(url);
  if (to === null) throw new Error('no URL');
  const ways = routesTo(to, environmentOf(variables));
  return PROGRAMS.filter((program) => ways[program] === 'direct').join(' ');
}

const ALL = PROGRAMS.join(' ');
const without = (...programs: NoProxyProgram[]) => PROGRAMS.filter((program) => !programs.includes(program)).join(' ');
const DOCUMENTED = '.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com';

describe('a NO_PROXY list', () => {
  test.each<[list: string, url: string, direct: string]>([
    // The documented list: only some programs support networks, and Java does not support a leading dot.
    [DOCUMENTED, 'https://app.gitpod.io/', ALL],
    [DOCUMENTED, 'https://ec2.us-east-1.amazonaws.com/', without('java')],
    [DOCUMENTED, 'http://ip-10-0-0-1.ec2.internal/', without('java')],
    [DOCUMENTED, 'http://169.254.169.254/', 'go curl git requests'],
    [DOCUMENTED, 'https://us01.gitpod.dev:8443/', ''],
    [`${DOCUMENTED},169.254.169.254`, 'http://169.254.169.254/', ALL],
    // Spaces.
    ['a.example b.example', 'https://b.example/', 'curl git undici proxy-from-env'],
    ['a.example, b.example', 'https://b.example/', without('java')],
    ['b.example ,a.example', 'https://b.example/', without('wget', 'java')],
    // Names.
    ['b.example', 'https://a.b.example/', without('node', 'java', 'proxy-from-env')],
    ['.b.example', 'https://b.example/', 'curl git python-urllib botocore requests undici node vscode'],
    ['*.b.example', 'https://a.b.example/', 'go undici node java proxy-from-env'],
    ['*.b.example', 'https://b.example/', ''],
    ['*b.example', 'https://ab.example/', 'java proxy-from-env'],
    ['B.Example', 'https://b.example/', ALL],
    ['b.example.', 'https://b.example/', 'curl git undici'],
    ['*', 'https://b.example/', without('wget')],
    ['a.example,*', 'https://b.example/', 'go undici node vscode java proxy-from-env'],
    // Ports.
    ['b.example:443', 'https://b.example/', 'go undici node vscode proxy-from-env'],
    ['b.example:443', 'https://b.example:443/', 'go python-urllib botocore requests undici node vscode proxy-from-env'],
    ['b.example:8443', 'https://b.example/', ''],
    // Addresses.
    ['10.0.0.1-10.0.0.9', 'http://10.0.0.5/', 'node'],
    ['10.*', 'http://10.0.0.5/', 'java'],
    ['0.0.0.0/0', 'http://10.0.0.5/', 'go'],
    ['fd00::/8', 'http://[fd00::1]/', 'go'],
    ['fd00::1', 'http://[fd00::1]/', 'go curl git wget requests undici node'],
    ['[fd00::1]', 'http://[fd00::1]/', 'python-urllib botocore undici java proxy-from-env'],
    ['', 'http://localhost/', 'go vscode java'],
    ['', 'http://127.0.0.2/', 'go java'],
    ['', 'http://[::1]/', 'go vscode java'],
    // Invalid entries match nothing.
    ['https://b.example/,user:pa55@b.example', 'https://b.example/', ''],
  ])('gives each program the documented route of that program: %j for %s', (list, url, expected) => {
    expect(direct(url, { ...PROXIES, NO_PROXY: list, no_proxy: list })).toBe(expected);
  });
});

describe('the proxy variables', () => {
  test.each<[url: string, variables: Variables, direct: string]>([
    ['https://a.example/', {}, ALL],
    ['http://a.example/', { HTTP_PROXY: 'http://p:1' }, 'curl git wget'],
    ['https://a.example/', { HTTPS_PROXY: 'http://p:1' }, 'wget'],
    ['https://a.example/', { http_proxy: 'http://p:1' }, without('undici', 'vscode')],
    ['http://a.example/', { https_proxy: 'http://p:1' }, without('vscode')],
    ['https://a.example/', { all_proxy: 'http://p:1' }, without('curl', 'git', 'requests', 'proxy-from-env')],
    ['https://a.example/', { ...PROXIES, NO_PROXY: 'a.example' }, without('wget')],
    ['https://a.example/', { ...PROXIES, NO_PROXY: 'a.example', no_proxy: 'b.example' }, 'go java'],
    ['https://a.example/', { ...PROXIES, NO_PROXY: 'a.example', no_proxy: '' }, 'go curl requests node vscode java proxy-from-env'],
    ['https://a.example/', { https_proxy: '', HTTPS_PROXY: 'http://p:1' }, 'git wget python-urllib botocore requests undici'],
    ['https://a.example/', { HTTPS_PROXY: 'p:1', https_proxy: 'p:1' }, 'vscode'],
    ['https://a.example/', { HTTPS_PROXY: 'socks5://p:1', https_proxy: 'socks5://p:1' }, 'node'],
  ])('give each program the documented route of that program: %s under %j', (url, variables, expected) => {
    expect(direct(url, variables)).toBe(expected);
  });
});

test('parsed NO_PROXY facts give the same routes as the raw value, spaces included', () => {
  const piece = fc.constantFrom(
    ',',
    ' ',
    '\t',
    '*',
    '.',
    'a.example',
    '.example',
    '*.example',
    '10.0.0.0/8',
    '::1',
    '[::1]:80',
    ':443',
    'x@y:z',
  );
  const url = fc.constantFrom('https://a.example/', 'http://10.0.0.5/', 'http://[::1]/', 'https://b.a.example:8443/');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), url, (pieces, target) => {
      const text = pieces.join('');
      const { proxies } = environmentOf(PROXIES);
      const lists = [parseNoProxy('NO_PROXY', text), parseNoProxy('no_proxy', text)];
      // No route is stated for a program that would use a dropped entry.
      fc.pre(lists.every(({ unreadable }) => unreadable === 0));
      const to = destinationOf(target);
      expect(to && routesTo(to, environmentOfFacts(proxies, lists))).toEqual(
        to && routesTo(to, environmentOf({ ...PROXIES, NO_PROXY: text, no_proxy: text })),
      );
    }),
  );
});

test('no NO_PROXY dialect throws, whatever the list and the URL are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true }), (text, url) => {
      const to = destinationOf(url);
      const facts = environmentOfFacts(environmentOf(PROXIES).proxies, [parseNoProxy('NO_PROXY', text)]);
      expect(to && Object.keys(routesTo(to, facts))).toEqual([...PROGRAMS]);
      expect(direct(url, { ...PROXIES, NO_PROXY: text, no_proxy: text })).toBeTypeOf('string');
    }),
  );
});
