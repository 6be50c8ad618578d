/** How each program is asked for a URL, and what it says when that fails. */
import { spawn } from 'node:child_process';
import type { Fault } from './faults.ts';

export interface Settings {
  /** An empty folder of its own, which also serves as the home. */
  folder: string;
  /** PEM file of the root to trust. */
  trusted: string;
}

export interface Program {
  name: string;
  /** The command that must be there. */
  needs: string;
  /** What it says to each fault. */
  run(faults: readonly Fault[], settings: Settings): Promise<Map<string, string>>;
}

/** The environment of a fresh account: nothing of this process's proxies, everybody's way of naming a root. */
function environment({ folder, trusted }: Settings, proxy: string | null): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    LC_ALL: 'C',
    SSL_CERT_FILE: trusted,
    SSL_CERT_DIR: folder,
    GIT_SSL_CAINFO: trusted,
    REQUESTS_CA_BUNDLE: trusted,
    AWS_CA_BUNDLE: trusted,
    NODE_EXTRA_CA_CERTS: trusted,
    ...(proxy === null ? {} : { HTTPS_PROXY: proxy, https_proxy: proxy, HTTP_PROXY: proxy, http_proxy: proxy }),
  };
}

function said(command: string, args: readonly string[], env: Record<string, string>, cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: 6000 });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.on('error', reject);
    child.on('close', () => resolve(text));
  });
}

/** A program that takes one URL at a time. */
function each(name: string, needs: string, args: (fault: Fault) => string[], extra: Record<string, string> = {}): Program {
  return {
    name,
    needs,
    run: async (faults, settings) =>
      new Map(
        await Promise.all(
          faults.map(
            async (fault): Promise<[string, string]> => [
              fault.name,
              await said(needs, args(fault), { ...environment(settings, fault.proxy), ...extra }, settings.folder),
            ],
          ),
        ),
      ),
  };
}

export const PROGRAMS: readonly Program[] = [
  each('curl', 'curl', ({ url }) => ['-sSf', '-m', '1', url]),
  each('wget', 'wget', ({ url }) => ['-O', '-', '-T', '1', '-t', '1', url]),
  each('git', 'git', ({ url }) => ['ls-remote', `${url}group/project.git`], { GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' }),
  each('docker', 'docker', ({ url }) => ['manifest', 'inspect', `${new URL(url).host}/a/b:latest`]),
];
