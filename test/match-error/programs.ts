/** How each program requests a URL. Faults that a program cannot show, or for which it waits minutes, are omitted. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fault, FaultName } from './faults.ts';
import { allAtOnce, type Command, oneByOne, type Settings } from './running.ts';

export interface Program {
  name: string;
  /** A command that exits with 0 if the program is installed. */
  needs: Command;
  shows(fault: FaultName): boolean;
  /** Its output for each fault, by the name of the fault. */
  run(faults: readonly Fault[], settings: Settings): Promise<Map<string, string>>;
}

const ask = (file: string) => fileURLToPath(new URL(`ask/${file}`, import.meta.url));

function each(
  name: string,
  needs: Command,
  shows: (fault: FaultName) => boolean,
  command: (fault: Fault, settings: Settings) => Command,
  variables: Record<string, string> = {},
): Program {
  return { name, needs, shows, run: (faults, settings) => oneByOne(faults, settings, command, variables) };
}

function batch(name: string, needs: Command, shows: (fault: FaultName) => boolean, command: Command): Program {
  return { name, needs, shows, run: (faults, settings) => allAtOnce(faults, settings, command) };
}

const all = (): boolean => true;
const but =
  (...left: FaultName[]) =>
  (fault: FaultName): boolean =>
    !left.includes(fault);
const only =
  (...kept: FaultName[]) =>
  (fault: FaultName): boolean =>
    kept.includes(fault);

export const PROGRAMS: readonly Program[] = [
  each('curl', ['curl', '--version'], but('status 503'), ({ url }) => ['curl', '-sS', '-m', '2', url]),
  each('wget', ['wget', '--version'], all, ({ url }, { trusted }) => ['wget', '-O-', '-T1', '-t1', `--ca-certificate=${trusted}`, url]),
  each('git', ['git', '--version'], but('silent handshake'), ({ url }) => ['git', 'ls-remote', `${url}group/project.git`], {
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
  }),
  each(
    'apt-get',
    ['apt-get', '--version'],
    but('status 503', 'silent handshake', 'another name', 'expired', 'proxy hangs up', 'proxy refuses connections'),
    ({ url, name, proxy }, { folder, trusted }) => {
      const lists = join(folder, `apt ${name}`);
      mkdirSync(join(lists, 'partial'), { recursive: true });
      writeFileSync(join(lists, 'sources.list'), `deb [trusted=yes] ${url} stable main\n`);
      const settings = {
        'Dir::Etc::SourceList': join(lists, 'sources.list'),
        'Dir::Etc::SourceParts': '/nonexistent',
        'Dir::State::Lists': lists,
        'Acquire::Retries': '0',
        // Its helpers would change to a user that the namespace does not have.
        'APT::Sandbox::User': 'root',
        'Acquire::https::CAInfo': trusted,
        'Acquire::https::Proxy': proxy ?? 'DIRECT',
      };
      return ['apt-get', ...Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]), 'update'];
    },
  ),
  each(
    'docker',
    ['docker', '--version'],
    but('port refused', 'silent handshake', 'status 503', 'proxy answers 503'),
    // Clients connect to a registry on loopback without TLS, so TLS is shown to the client as a daemon.
    ({ url, proxy, name }, { trusted }) =>
      proxy === null && name !== 'no such name'
        ? ['docker', '--tlsverify', '--tlscacert', trusted, '-H', `tcp://${new URL(url).host}`, 'version']
        : ['docker', 'manifest', 'inspect', `${new URL(url).host}/group/image:latest`],
  ),
  each(
    'terraform',
    ['terraform', 'version'],
    only('port refused', 'another name', 'plain HTTP on a TLS port', 'status 503', 'proxy answers 407', 'no such name'),
    ({ name, url }, { folder }) => {
      const module = join(folder, `terraform ${name}`);
      mkdirSync(module, { recursive: true });
      const host = new URL(url).host.replace('127.0.0.1', 'localhost');
      writeFileSync(join(module, 'main.tf'), `terraform {\n required_providers {\n x = {\n source = "${host}/a/x"\n }\n }\n}\n`);
      return ['terraform', `-chdir=${module}`, 'init', '-no-color'];
    },
    { CHECKPOINT_DISABLE: '1', TF_REGISTRY_CLIENT_TIMEOUT: '1', TF_REGISTRY_DISCOVERY_RETRY: '0' },
  ),
  batch('python urllib', ['python3', '-c', 'import urllib.request, ssl'], all, ['python3', ask('with_urllib.py')]),
  batch('python requests', ['python3', '-c', 'import requests'], all, ['python3', ask('with_requests.py')]),
  each(
    'aws',
    ['aws', '--version'],
    only('port refused', 'unknown authority, leaf alone', 'expired', 'proxy answers 407', 'proxy hangs up'),
    ({ url }) => ['aws', 'sts', 'get-caller-identity', '--endpoint-url', url, '--cli-connect-timeout', '1', '--cli-read-timeout', '1'],
    {
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_MAX_ATTEMPTS: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  ),
  // Java's own store does not contain the root, so Java never checks date and name.
  batch('java', ['java', '-version'], but('expired', 'another name', 'status 503'), ['java', '-XX:TieredStopAtLevel=1', ask('Ask.java')]),
  each(
    'npm',
    ['npm', '--version'],
    only('port refused', 'unknown authority, root sent', 'closed in the handshake', 'proxy answers 403', 'proxy answers 407'),
    ({ url }) => ['npm', 'view', 'left-pad', '--registry', url, '--fetch-retries=0', '--fetch-timeout=1000', '--no-update-notifier'],
  ),
  batch('node', ['node', '--version'], but('status 503', 'silent handshake', 'proxy hangs up'), [process.execPath, ask('fetch.mjs')]),
  each('ssh', ['ssh', '-V'], only('port refused', 'closed in the handshake', 'silent handshake', 'no such name'), ({ url }) => {
    const { hostname, port } = new URL(url);
    const options = ['BatchMode=yes', 'ConnectTimeout=1', 'StrictHostKeyChecking=no'].flatMap((option) => ['-o', option]);
    return ['ssh', '-F', 'none', ...options, '-p', port || '443', hostname];
  }),
];
