import { describe, expect, test } from 'vitest';
import { controls } from '../testing/controls.ts';
import { run, type Story } from '../testing/world.ts';

describe('the check of a certificate from a private CA', () => {
  const everybody = () => 'Corp CA';

  test('uses the trust list of every program, once for each CA', () => {
    expect(controls({ signer: everybody }, 'program-trust')).toMatchObject([{ everyProgram: true, probe: 'https', target: { path: '/' } }]);
    const two = controls({ signer: (host) => (host.endsWith('jetbrains.com') ? 'Other CA' : 'Corp CA') }, 'program-trust');
    expect(two).toHaveLength(2);
  });

  test('is left out when every server is genuine', () => {
    const purposes = run({ signer: () => null }).map(({ purpose }) => purpose);
    for (const purpose of ['program-trust', 'named-authority'] as const) expect(purposes).not.toContain(purpose);
  });

  test('uses public roots and the user’s CA file on four hosts', () => {
    const tried = controls({ signer: everybody, profile: { caFile: '/home/me/corp-ca.pem' } }, 'named-authority');
    expect(tried).toHaveLength(4);
    for (const request of tried) expect(request).toMatchObject({ trust: ['public', 'named'], role: 'control' });
    expect(controls({ signer: everybody }, 'named-authority')).toEqual([]);
  });

  test('is left out when the certificate has another fault', () => {
    const story: Story = { profile: { caFile: '/ca.pem' }, answer: ({ probe }) => (probe === 'https' ? 'tls.expired' : null) };
    expect(controls(story, 'named-authority')).toEqual([]);
  });
});
