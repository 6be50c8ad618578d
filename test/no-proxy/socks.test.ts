/**
 * What programs do with a SOCKS proxy in their variables: compares the table with the real programs, by the requests that the proxy gets.
 */
import { test } from 'vitest';
import type { NoProxyProgram } from '../../src/knowledge/no-proxy/index.ts';
import { SOCKS_SCHEMES, SOCKS_USES, type SocksUse } from '../../src/knowledge/proxies/socks-programs.ts';
import type { Case } from './cases.ts';
import { REAL_PROGRAMS } from './isolated/programs.ts';
import { canIsolate, whereItGoes, whyNot } from './isolated/run.ts';
import type { Seen } from './isolated/worker.ts';

/** Without packages that only return which proxy they would use, and Java, which reads no variable. */
const UNSEEN: ReadonlySet<NoProxyProgram> = new Set<NoProxyProgram>(['vscode', 'proxy-from-env', 'java']);
/** Node reads the variables when it starts. */
const programs = REAL_PROGRAMS.filter(({ name, asked }) => !UNSEEN.has(name) && asked !== 'lists');

const isolates = canIsolate();

const CASES: readonly Case[] = SOCKS_SCHEMES.map((scheme) => {
  const url = `${scheme}://PROXY`;
  return { variables: { https_proxy: url, HTTPS_PROXY: url }, urls: ['https://app.gitpod.io/'] };
});

test.concurrent.for(programs.map((program) => [program.name, program] as const))(
  '%s uses a SOCKS proxy with each scheme as the table says',
  { timeout: 60_000 },
  async ([title, program], { expect, skip }) => {
    const reason = isolates ? await whyNot(program) : 'this machine lends no namespaces';
    if (reason !== null) {
      process.stderr.write(`PASSED OVER: SOCKS in ${title}: ${reason}.\n`);
      skip(reason);
    }
    const seen = await whereItGoes(program, CASES);
    const uses = SOCKS_SCHEMES.map((scheme, index) => [scheme, useOf(seen[index]?.[0])] as const);
    expect(Object.fromEntries(uses)).toEqual(SOCKS_USES[program.name]);
  },
);

function useOf(seen: Seen | undefined): SocksUse | null {
  if (seen === undefined) return null;
  if (seen.route === 'nowhere') return 'fails';
  return seen.route === 'direct' ? 'ignores' : seen.heard;
}
