/** How each program is started, and the versions that the model covers. */
import { join } from 'node:path';
import type { NoProxyProgram } from '../../../src/knowledge/no-proxy/index.ts';
import type { CASES } from '../cases.ts';
import type { Client } from './visit.ts';

type CommandLine = readonly [file: string, ...args: string[]];

export interface RealProgram {
  name: NoProxyProgram;
  /** A command that prints the version, and fails if the program is missing. */
  version: CommandLine;
  modelled: RegExp;
  /** The only kind of cases that the program takes; absent: both. */
  asked?: keyof typeof CASES;
  /**
   * `once`: visits the URLs of its command line in turn, so that one process serves one set of variables. `lines`: is
   * given URLs and variables line by line, and says when it is done with each. `oneUrl`: it takes a process for every URL,
   * so that it is asked for some of them only.
   */
  visits: { how: 'once'; command: (urls: readonly string[]) => CommandLine; oneUrl?: true } | { how: 'lines'; command: CommandLine };
}

const here = (file: string) => join(import.meta.dirname, file);
const python = (library: string, print: string): Omit<RealProgram, 'name' | 'modelled'> => ({
  version: ['python3', '-c', print],
  visits: { how: 'lines', command: ['python3', here('python.py'), library] },
});

/** An npm package that Node runs. */
const javaScript = (client: Client, name: string): Pick<RealProgram, 'version' | 'visits'> => ({
  version: [process.execPath, '-p', `JSON.parse(fs.readFileSync('node_modules/${name}/package.json')).version`],
  visits: { how: 'lines', command: [process.execPath, here('visit.ts'), client] },
});
const NODE = { name: 'node', version: [process.execPath, '--version'], modelled: /^v24\./ } as const;

export const REAL_PROGRAMS: readonly RealProgram[] = [
  {
    name: 'go',
    version: ['go', 'version'],
    // Older versions took the end of an address for the end of a name (CVE-2025-22870).
    modelled: /go1\.(2[4-9]|[3-9]\d)/,
    visits: { how: 'lines', command: ['env', 'GO111MODULE=off', 'go', 'run', here('visit.go')] },
  },
  {
    name: 'curl',
    version: ['curl', '--version'],
    modelled: /^curl 7\.8[678]\./,
    visits: { how: 'once', command: (urls) => ['curl', '--silent', '--globoff', '--insecure', '--max-time', '5', ...urls] },
  },
  {
    name: 'git',
    // The program does not print which curl it contains. Debian builds both from one source.
    version: ['sh', '-c', 'git --version && curl --version'],
    modelled: /^git version 2\..*\ncurl 7\.8[678]\./,
    visits: { how: 'once', command: ([url = '']) => ['git', 'ls-remote', url], oneUrl: true },
  },
  {
    name: 'wget',
    version: ['wget', '--version'],
    modelled: /^GNU Wget 1\.2[01]/,
    visits: { how: 'once', command: (urls) => ['wget', '--no-config', '--tries=1', '--timeout=5', '--output-document=/dev/null', ...urls] },
  },
  { name: 'python-urllib', modelled: /^3\./, ...python('urllib', 'import platform; print(platform.python_version())') },
  { name: 'requests', modelled: /^2\.34\./, ...python('requests', 'import requests; print(requests.__version__)') },
  { name: 'botocore', modelled: /^1\./, ...python('botocore', 'import botocore; print(botocore.__version__)') },
  { name: 'undici', modelled: /^8\./, ...javaScript('undici', 'undici') },
  { name: 'proxy-from-env', modelled: /^2\./, ...javaScript('proxy-from-env', 'proxy-from-env') },
  { name: 'vscode', modelled: /^0\.(4[5-9]|[5-9]\d)\./, ...javaScript('vscode', '@vscode/proxy-agent') },
  // Node reads the variables when it starts, unless an agent gets them. The same code reads both.
  {
    ...NODE,
    asked: 'variables',
    visits: { how: 'once', command: (urls) => ['env', 'NODE_USE_ENV_PROXY=1', process.execPath, here('visit.ts'), 'node', ...urls] },
  },
  { ...NODE, asked: 'lists', visits: { how: 'lines', command: [process.execPath, here('visit.ts'), 'node'] } },
  {
    name: 'java',
    version: ['java', '--version'],
    modelled: /^openjdk (1[1-9]|2\d)/,
    visits: { how: 'lines', command: ['java', '-XX:TieredStopAtLevel=1', here('Visit.java')] },
  },
];
