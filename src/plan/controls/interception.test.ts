import { describe, expect, test } from 'vitest';
import { controls } from '../testing/controls.ts';
import { run, type Story } from '../testing/world.ts';

describe('a certificate of a private authority', () => {
  const everybody = () => 'Corp CA';

  test('is shown to the list of every program, once an authority', () => {
    expect(controls({ signer: everybody }, 'program-trust')).toMatchObject([{ everyProgram: true, probe: 'https', target: { path: '/' } }]);
    const two = controls({ signer: (host) => (host.endsWith('jetbrains.com') ? 'Other CA' : 'Corp CA') }, 'program-trust');
    expect(two).toHaveLength(2);
  });

  test('that is the genuine one is shown to nobody', () => {
    const purposes = run({ signer: () => null }).map(({ purpose }) => purpose);
    for (const purpose of ['program-trust', 'named-authority'] as const) expect(purposes).not.toContain(purpose);
  });

  test('is tried with the certificates that the person named, on a few hosts, and with nothing else of this machine', () => {
    const tried = controls({ signer: everybody, profile: { caFile: '/home/me/corp-ca.pem' } }, 'named-authority');
    expect(tried).toHaveLength(4);
    for (const request of tried) expect(request).toMatchObject({ trust: ['public', 'named'], role: 'control' });
    expect(controls({ signer: everybody }, 'named-authority')).toEqual([]);
  });

  test('is not tried where something else than trust is missing', () => {
    const story: Story = { profile: { caFile: '/ca.pem' }, answer: ({ probe }) => (probe === 'https' ? 'tls.expired' : null) };
    expect(controls(story, 'named-authority')).toEqual([]);
  });
});
