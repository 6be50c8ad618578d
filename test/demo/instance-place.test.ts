/** A session on an EC2 instance: the instance's own facts answer questions and give the region for AWS calls. */
import { expect, it } from 'vitest';
import { assembleRequirements } from '../../src/catalog/index.ts';
import { startScenario } from '../../src/demo/index.ts';
import { createProbes, pretendWorld } from '../../src/probes/index.ts';
import { createEngine } from '../../src/run/engine.ts';
import { freshLog } from '../support/fresh-log.ts';

/** Loaded before anything is measured. */
await import('../../src/probes/aws/sdk.ts');

it('the region and account of the instance are used when the user named none', { timeout: 60_000 }, async () => {
  const { world, profile: whole } = await startScenario('healthy', { extraUrls: [] });
  const probes = createProbes(pretendWorld(world.network, { version: '0.0.0' }));
  try {
    const profile = { ...whole, regions: [], account: null, consents: ['aws' as const], symptom: 'ami' as const };
    const rowsFor = (said: typeof profile) => assembleRequirements(said, null);
    const log = freshLog(profile, { demo: 'healthy' });
    const engine = createEngine({ log, probes, rowsFor, learn() {} });
    expect(engine.getState().guide.at).toBe('region');
    engine.dispatch({ type: 'answered', step: 'region', value: '', by: 'person' });
    await engine.idle();

    const { session, diagnosis, guide } = engine.getState();
    expect(session.profile).toMatchObject({ regions: ['us-east-1'], account: '123456789012' });
    expect(guide.at).toBe('finish');
    const images = diagnosis.verdicts.filter(({ requirement, counts }) => counts && requirement.startsWith('ami.'));
    expect(images.map(({ verdict }) => verdict)).toEqual(['met', 'met']);
  } finally {
    await probes.close();
    await world.close();
  }
});
