/** If this fails, the path describes another session, or reveals pasted output or a pasted message. */
import { expect, it } from 'vitest';
import { measuredGateway, storyDiagnosis, storyInput, TO_GATEWAY, walked } from '../../documents/testing/story.ts';
import { presentPath } from './path.ts';

const lines = (changes: Parameters<typeof storyInput>[0]) =>
  presentPath(storyInput(changes)).rows.map(({ status, title, outcome }) => `${status ?? '-'} ${title}: ${outcome}`);

it('the path lists answers, steps with results, and findings with owners', () => {
  expect(lines({ guide: walked(TO_GATEWAY, measuredGateway()) })).toEqual([
    '- Where: The runner, or a machine in its subnet; stated beforehand',
    '- Symptom: The runner is offline, or its stack will not deploy; stated beforehand',
    '- Runner kind: Standard; stated beforehand',
    '- Region: us-east-1; stated beforehand',
    '- Account: not answered',
    'FAIL Gateway: 1 failed, 5 inconclusive, 1 passed, 1 skipped',
    'FAIL Something on the way re-signs TLS to us01.gitpod.dev: GD307 who: network / security team, your Gitpod contact',
  ]);
});

it('the path shows a fixed cause as solved', () => {
  const guide = walked(TO_GATEWAY, measuredGateway());
  expect(lines({ guide, diagnosis: { ...storyDiagnosis(), findings: [] } }).at(-1)).toMatch(/^PASS Solved: Something on the way/);
});

it('the path never shows a pasted message or pasted output, and masks typed text', () => {
  const guide = walked(
    { type: 'goto', step: 'error-message' },
    { type: 'answered', step: 'error-message', value: 'lookup secret.acme.example: no such host', by: 'person' },
    { type: 'goto', step: 'scm-address' },
    { type: 'answered', step: 'scm-address', value: 'https://git.acme.example', by: 'person' },
  );
  const told = lines({ guide, mask: (text) => text.replaceAll('acme', 'px-1') }).join('\n');
  expect(told).toMatch(/Message: read as: names/);
  expect(told).not.toContain('acme');
  expect(told).toContain('https://git.px-1.example/');
});
