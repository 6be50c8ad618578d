/** If this fails, a row is judged by the trust lists and rules of another row's program. */
import { expect, test } from 'vitest';
import { assembleRequirements } from '../catalog/index.ts';
import type { Consumer } from '../model/consumer.ts';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { urlTarget } from '../model/target.ts';
import { machineFactsOf } from './machine.ts';
import { mergeRequests } from './request.ts';
import { STANDARD, sessionOf } from './testing/world.ts';
import { webRequest } from './web-request.ts';

test('requirements with the same address share a request only when their programs read the same trust lists by the same rules', () => {
  const profile = { ...EMPTY_PROFILE, ...STANDARD };
  const row = assembleRequirements(profile, null).find(({ id }) => id === 'management.app');
  if (row === undefined) throw new Error('the catalogue has no such row');
  const machine = machineFactsOf(sessionOf(profile, [row], new Set(), [], []));
  const target = urlTarget('https://git.example.com/');
  const asked = (consumer: Consumer, id: string = consumer) => webRequest({ ...row, id, consumer }, target, null, machine);
  const requests = [asked('jvm'), asked('git'), asked('vscode'), asked('go'), asked('browser'), asked('ssh'), asked('git', 'again')];
  expect(mergeRequests(requests).map(({ requirements, verifier, ownList }) => [requirements, verifier, ownList])).toEqual([
    [['jvm'], 'java', 'jetbrains'],
    [['git', 'again'], 'openssl', 'git'],
    [['vscode'], 'chromium', 'vscode'],
    [['go'], 'go', undefined],
    [['browser'], 'chromium', undefined],
    [['ssh'], 'openssl', undefined],
  ]);
});
