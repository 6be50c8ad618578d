import { describe, expect, test } from 'vitest';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { controls } from '../testing/controls.ts';
import type { Story } from '../testing/world.ts';

describe('a redirect from a server with an untrusted certificate', () => {
  const isServer = (request: ProbeRequest) => request.role === 'row' && request.requirements.some((id) => id.startsWith('vscode.server'));
  const inspected = (leads: string): Story => ({
    answer: (request) => (isServer(request) ? 'tls.unknown-issuer' : null),
    unverified: (request) => (isServer(request) ? { scheme: 'https', host: leads, port: 443 } : null),
  });

  test('is followed by a control to the target, once per host, when it belongs to a download', () => {
    const found = controls(inspected('vscode.download.prss.microsoft.com'), 'redirect-target');
    expect(found).toMatchObject([{ probe: 'https', target: { host: 'vscode.download.prss.microsoft.com', port: 443 }, method: 'HEAD' }]);
  });

  test('has no control when it leads to an unrelated host, because a TLS inspector may name any host', () => {
    for (const host of ['127.0.0.1', '169.254.169.254', 'cdn.evil.test']) expect(controls(inspected(host), 'redirect-target')).toEqual([]);
  });

  test('has no control when it leads to no new host', () => {
    expect(controls(inspected('update.code.visualstudio.com'), 'redirect-target')).toEqual([]);
    expect(controls({ answer: (request) => (isServer(request) ? 'tls.unknown-issuer' : null) }, 'redirect-target')).toEqual([]);
  });
});
