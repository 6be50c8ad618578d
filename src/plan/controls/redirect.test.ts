import { describe, expect, test } from 'vitest';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { controls } from '../testing/controls.ts';
import type { Story } from '../testing/world.ts';

describe('an answer that is not verified', () => {
  const isServer = (request: ProbeRequest) => request.role === 'row' && request.requirements.some((id) => id.startsWith('vscode.server'));
  const inspected = (leads: string): Story => ({
    answer: (request) => (isServer(request) ? 'tls.unknown-issuer' : null),
    unverified: (request) => (isServer(request) ? { scheme: 'https', host: leads, port: 443 } : null),
  });

  test('that redirects a download has the target tried, once per host', () => {
    const found = controls(inspected('vscode.download.prss.microsoft.com'), 'redirect-target');
    expect(found).toMatchObject([{ probe: 'https', target: { host: 'vscode.download.prss.microsoft.com', port: 443 }, method: 'HEAD' }]);
  });

  test('that redirects to an unrelated host gets no control, because an inspector may name any host', () => {
    for (const host of ['127.0.0.1', '169.254.169.254', 'cdn.evil.test']) expect(controls(inspected(host), 'redirect-target')).toEqual([]);
  });

  test('that redirects to no new host gets no control', () => {
    expect(controls(inspected('update.code.visualstudio.com'), 'redirect-target')).toEqual([]);
    expect(controls({ answer: (request) => (isServer(request) ? 'tls.unknown-issuer' : null) }, 'redirect-target')).toEqual([]);
  });
});
