import { describe, expect, test } from 'vitest';
import { BYTES_PER_ROW, maxBytesOf } from '../budget.ts';
import { controls, isRow } from '../testing/controls.ts';
import { behindProxy, run } from '../testing/world.ts';

describe('the speed of the server download', () => {
  test('is measured once, over the route and the redirects of the download', () => {
    expect(controls({ extracted: true }, 'throughput')).toMatchObject([
      {
        target: { host: 'update.code.visualstudio.com', path: expect.stringContaining('/server-linux-x64/') },
        method: 'GET',
        firstBytes: 98_304,
        proof: { followRedirects: true },
        requirements: ['vscode.server-x64'],
      },
    ]);
    expect(controls({ facts: behindProxy() }, 'throughput')).toMatchObject([{ route: { via: 'proxy' } }]);
  });

  test('is not measured when the download fails or is not needed', () => {
    expect(controls({ answer: (request) => (isRow(request, 'update.code.visualstudio.com') ? 'tls.reset' : null) }, 'throughput')).toEqual(
      [],
    );
    expect(controls({ asked: (id) => id === 'management.app' }, 'throughput')).toEqual([]);
  });

  test('is measured again after a stall, within the byte limit of the requirement', () => {
    const asked = run({ extracted: true, answer: ({ purpose }) => (purpose === 'throughput' ? 'http.timeout' : null) });
    const again = asked.filter(({ purpose, firstBytes }) => purpose === 'repeat' && firstBytes !== undefined);
    expect(again).toMatchObject([{ target: { host: 'update.code.visualstudio.com' }, firstBytes: 98_304, method: 'GET' }]);
    const ofRow = asked.filter(({ requirements }) => requirements.includes('vscode.server-x64'));
    expect(ofRow.reduce((sum, request) => sum + maxBytesOf(request), 0)).toBeLessThanOrEqual(BYTES_PER_ROW);
  });

  test('is not measured again after it succeeded', () => {
    expect(controls({ extracted: true }, 'repeat')).toEqual([]);
  });

  test('is measured after the controls for failures, so that the line is free', () => {
    const asked = run({ extracted: true, answer: (request) => (isRow(request, 'ghcr.io') ? 'tls.timeout' : null) });
    const purposes = asked.flatMap(({ purpose }) => purpose ?? []);
    expect(purposes.indexOf('throughput')).toBeGreaterThan(purposes.lastIndexOf('small-hello'));
    expect(purposes).toContain('throughput');
  });
});
