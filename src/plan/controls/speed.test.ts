import { describe, expect, test } from 'vitest';
import { controls, isRow } from '../testing/controls.ts';
import { behindProxy } from '../testing/world.ts';

describe('the speed of the server download', () => {
  test('is measured once, on the way and through the redirects that the download takes', () => {
    expect(controls({ extracted: true }, 'throughput')).toMatchObject([
      {
        target: { host: 'update.code.visualstudio.com', path: expect.stringContaining('/server-linux-x64/') },
        method: 'GET',
        firstBytes: 131_072,
        proof: { followRedirects: true },
        requirements: ['vscode.server-x64'],
      },
    ]);
    expect(controls({ facts: behindProxy() }, 'throughput')).toMatchObject([{ route: { via: 'proxy' } }]);
  });

  test('is not asked for where the download fails, or nobody needs it', () => {
    expect(controls({ answer: (request) => (isRow(request, 'update.code.visualstudio.com') ? 'tls.reset' : null) }, 'throughput')).toEqual(
      [],
    );
    expect(controls({ asked: (id) => id === 'management.app' }, 'throughput')).toEqual([]);
  });
});
