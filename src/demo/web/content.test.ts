/** If a simulated service answers differently from the real one, checks pass or fail for the wrong reason. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WebAnswer } from './answer.ts';
import { blockPage, defaultContent } from './content.ts';
import { withFaults } from './faults.ts';

function get(url: string): WebAnswer {
  const { hostname, pathname } = new URL(url);
  return defaultContent({ host: hostname, method: 'GET', path: pathname });
}
const digestOf = ({ body }: WebAnswer): string => createHash('sha256').update(body).digest('hex');

const CLI = 'https://releases.gitpod.io/cli/stable/gitpod-linux-amd64';

describe("the responses of the demo's hosts", () => {
  it.each([
    ['https://app.gitpod.io/', 200, 'strict-transport-security'],
    ['https://update.code.visualstudio.com/api/commits/stable/server-linux-x64-web', 200, 'content-type'],
    ['https://update.code.visualstudio.com/commit:unknown/server-linux-x64/stable', 404, 'content-type'],
    ['https://vscode.download.prss.microsoft.com/', 403, 'content-type'],
    ['https://mcr.microsoft.com/v2/', 200, 'docker-distribution-api-version'],
    ['https://public.ecr.aws/v2/', 401, 'www-authenticate'],
    ['https://ghcr.io/v2/', 401, 'www-authenticate'],
    ['https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/', 401, 'docker-distribution-api-version'],
    ['https://registry.example.com/v2/', 401, 'docker-distribution-api-version'],
    ['https://ssm.eu-central-1.amazonaws.com/', 404, 'x-amzn-requestid'],
    ['https://s3.eu-central-1.amazonaws.com/', 307, 'x-amz-request-id'],
    ['https://ec2.cn-north-1.amazonaws.com.cn/', 302, 'x-amzn-requestid'],
  ])('have, for %s, the status %i and the header %s', (url, status, header) => {
    const answer = get(url);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.headers)).toContain(header);
  });

  it('list commits of VS Code, and redirect the download to another host', () => {
    const commits: unknown = JSON.parse(String(get('https://update.code.visualstudio.com/api/commits/stable/server-linux-x64-web').body));
    expect(commits).toEqual(expect.arrayContaining([expect.stringMatching(/^[0-9a-f]{40}$/)]));
    const [commit] = commits as string[];
    const { headers } = get(`https://update.code.visualstudio.com/commit:${commit}/server-linux-arm64/stable`);
    expect(headers['location']).toContain(`https://vscode.download.prss.microsoft.com/dbazure/download/stable/${commit}/`);
    expect(get(String(headers['location']))).toMatchObject({ status: 200, headers: { 'content-type': 'application/gzip' } });
  });

  it("redirect from the registry to the host of the image's blobs", () => {
    const blob = get('https://mcr.microsoft.com/v2/devcontainers/base/blobs/sha256:00');
    expect(blob).toMatchObject({ status: 307, headers: { location: 'https://eastus.data.mcr.microsoft.com/sha256:00' } });
  });

  it('include the matching .sha256 file of every artefact', () => {
    for (const url of [CLI, CLI.replace('linux', 'windows').concat('.exe'), CLI.replace('amd64', 'arm64')]) {
      expect(String(get(`${url}.sha256`).body).slice(0, 64)).toBe(digestOf(get(url)));
    }
  });

  it('exist for any path of any host', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        expect(get(url).status).toBeGreaterThanOrEqual(200);
      }),
    );
  });

  it("show the blocked URL on the filter's page", () => {
    expect(String(blockPage({ host: 'a.example', method: 'GET', path: '/' }).body)).toContain('https://a.example/');
  });
});

describe('simulated faults of a service', () => {
  const asked = { host: 'releases.gitpod.io', method: 'GET', path: '/cli/stable/gitpod-linux-amd64' };
  const genuine = defaultContent(asked);

  it('alter the body without changing its length', () => {
    const altered = withFaults(defaultContent, [{ to: asked.host, pathEnds: 'amd64', fault: { kind: 'altered' } }])(asked);
    expect(altered.body.length).toBe(genuine.body.length);
    expect(digestOf(altered)).not.toBe(digestOf(genuine));
    expect(digestOf(defaultContent(asked))).toBe(digestOf(genuine));
  });

  it('truncate the body, but keep the full Content-Length', () => {
    const cut = withFaults(defaultContent, [{ to: asked.host, fault: { kind: 'cut-short' } }])(asked);
    expect(cut.cutAfter).toBe(genuine.body.length / 2);
    expect(cut.body.length).toBe(genuine.body.length);
  });

  it('affect only their own host and path', () => {
    const site = withFaults(defaultContent, [{ to: asked.host, pathEnds: '.sha256', fault: { kind: 'status', status: 503 } }]);
    expect(site(asked).status).toBe(200);
    expect(site({ ...asked, path: `${asked.path}.sha256` }).status).toBe(503);
    expect(site({ ...asked, host: 'app.gitpod.io', path: '/x.sha256' }).status).toBe(200);
  });
});
