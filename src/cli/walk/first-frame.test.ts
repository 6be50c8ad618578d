/** The first frame, painted before anything loads. If these fail, it briefly shows text that the screen then masks. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Flags } from '../arguments/flags.ts';
import { paintFirstFrame } from './first-frame.ts';

afterEach(() => vi.restoreAllMocks());

function painted(flags: Flags): string {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  paintFirstFrame(flags)();
  vi.restoreAllMocks();
  return written.join('');
}

describe('the first frame', () => {
  it('is painted when the flags contain no private name', () => {
    expect(painted({ from: 'laptop', region: ['us-east-1'] })).toContain('us-east-1');
  });

  it.each<[Flags]>([
    [{ from: 'laptop', scm: ['https://git.acme-internal.corp'], account: '210987654321' }],
    [{ from: 'laptop', sso: ['https://git.acme-internal.corp'] }],
    [{ from: 'laptop', error: 'lookup git.acme-internal.corp on 10.9.8.7:53: no such host' }],
    [{ symptom: 'ssh', 'ssh-alias': ['git.acme-internal.corp'] }],
  ])('is painted only after masking has loaded when the flags contain a private name: %j', (flags) => {
    expect(painted(flags)).toBe('');
    expect(painted({ ...flags, 'show-values': true })).toBe('');
  });
});
