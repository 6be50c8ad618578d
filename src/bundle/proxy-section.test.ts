/** If these fail, the ticket shows another route than the program took, or the replayed bundle contradicts the ticket. */
import { describe, expect, it } from 'vitest';
import { publicHosts } from '../catalog/index.ts';
import { session } from '../diagnosis/testing/session.ts';
import { type ProgramRoutes, programRoutes } from '../documents/proxies/program-routes.ts';
import { proxyBlocks } from '../documents/proxies/proxy-blocks.ts';
import { PROGRAMS } from '../knowledge/no-proxy/index.ts';
import { parseNoProxy, parseProxyVariable } from '../knowledge/proxies/variables.ts';
import type { Session } from '../model/session.ts';
import type { RedactionLevel } from '../redact/index.ts';
import { foldEvents } from '../session/index.ts';
import { buildBundle, readBundle } from './index.ts';
import { bundleInput, testRedactor } from './testing/log.ts';

const NAMES = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'] as const;

function behindProxy(list: string): Session {
  return session({ from: 'runner', regions: ['us-east-1'], account: '123456789012' })
    .proxy('http://proxy.acme.com:3128')
    .host({
      proxies: NAMES.map((name) => parseProxyVariable(name, 'http://jdoe:pa55w0rd-of-jdoe@proxy.acme.com:3128')),
      noProxy: [parseNoProxy('NO_PROXY', list), parseNoProxy('no_proxy', list)],
    })
    .https('app.gitpod.io')
    .https('us01.gitpod.dev:8443')
    .https('sts.us-east-1.amazonaws.com')
    .https('123456789012.dkr.ecr.us-east-1.amazonaws.com')
    .http('http://169.254.169.254/')
    .https('https://git.acme.com/team/repo')
    .https('https://10.20.1.7/')
    .build();
}

async function bundled(of: Session, level: RedactionLevel) {
  const redactor = testRedactor({ level, publicNames: publicHosts(['us-east-1']), secrets: ['pa55w0rd-of-jdoe'] });
  const built = await buildBundle(bundleInput(of, redactor));
  if (!built.ok) throw new Error(built.problem);
  const read = await readBundle(built.bytes);
  if (!read.ok) throw new Error(read.problem);
  const report = built.entries.find(({ path }) => path === 'report.md')?.text ?? '';
  return { report, omissions: built.omissions, replayed: programRoutes(foldEvents(read.events), (text) => text) };
}

function set(ways: ProgramRoutes): Extract<ProgramRoutes, { proxy: 'set' }> {
  if (ways.proxy !== 'set') throw new Error('a proxy is set here');
  return ways;
}

/** The cells of the matrix in the words of the report. */
const cellsOf = (ways: ProgramRoutes) =>
  set(ways).rows.map(({ cells }) => cells.map(({ way, wrong }) => `${way === 'direct' ? 'D' : 'P'}${wrong ? '!' : ''}`));

const LISTS = [
  '',
  '*',
  '.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com',
  '.internal, 169.254.0.0/16 app.gitpod.io:443,.us-east-1.amazonaws.com',
  'gitpod.io,*.amazonaws.com,169.254.169.254,git.acme.com',
  'APP.GITPOD.IO.,[::1],169.254.*,acme.com,10.20.0.0/16,10.20.30.*',
];

describe.each(['standard', 'strict', 'network-clear'] as const)('the proxy section at level %s', (level) => {
  it.each(LISTS)('shows the same routes in the ticket and after replay, for NO_PROXY=“%s”', async (list) => {
    const real = behindProxy(list);
    const taken = cellsOf(programRoutes(real, (text) => text));
    const { report, omissions, replayed } = await bundled(real, level);
    expect(omissions).toEqual([]);
    const section = report.split('## Proxies and NO_PROXY')[1]?.split('\n## ')[0] ?? '';
    const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Host'));
    expect(
      rows.map((line) =>
        line
          .split(' | ')
          .slice(1)
          .map((cell) => cell.replace(' |', '').replaceAll('**', '')),
      ),
    ).toEqual(taken);
    expect(cellsOf(replayed)).toEqual(taken);
    expect(report).not.toMatch(/pa55w0rd|jdoe/);
    // In this test the requirement id is the host, unlike in the catalogue.
    if (level !== 'network-clear') expect(section).not.toMatch(/acme|10\.20/);
  });
});

it('the ticket says that a NO_PROXY entry covers a private host, although the masked name cannot show it', async () => {
  const { report, replayed } = await bundled(behindProxy('.acme.com,10.20.0.0/16'), 'strict');
  expect(report).toMatch(/^- direct in go, .*: px-[a-z0-9]+\.com$/m);
  expect(report).toMatch(/^- direct in go, .*: px-ip4-[\w-]+$/m);
  expect(JSON.stringify(set(replayed).open)).not.toContain('px-');
  expect(set(replayed).remarks).toContain('2 hosts with a masked name are left out.');
});

it('the ticket names all programs and contains the NO_PROXY lists to copy', async () => {
  const { report } = await bundled(behindProxy('.internal'), 'standard');
  expect(report).toContain(`| Host | ${PROGRAMS.join(' | ')} |`);
  expect(report).toMatch(/^export NO_PROXY='\.internal,169\.254\.0\.0\/16,.*'$/m);
  expect(report).toMatch(/^-Dhttp\.nonProxyHosts='/m);
});

it('the ticket says in one sentence that no proxy variable is set, instead of a proxy section', async () => {
  const { report } = await bundled(session().https('app.gitpod.io').build(), 'standard');
  const section = report.split('## Proxies and NO_PROXY\n\n')[1]?.split('\n\n##')[0];
  expect(section).toBe('No proxy variable is set, so every program connects directly unless its own settings name a proxy.');
});

it('the ticket has no proxy section for a machine that was not inspected', () => {
  expect(proxyBlocks({ proxy: 'unknown' })).toEqual([]);
});
