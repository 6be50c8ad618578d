/** If these fail, an installation is taken for another one, and its network team is asked for the wrong hosts. */
import { describe, expect, test } from 'vitest';
import type { InstallationSign } from '../model/installation.ts';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { candidateEditions, fitOf, readInstallation, waitsForEdition } from './installation.ts';

describe('the signs of an installation', () => {
  test.each<[InstallationSign[], string | null, boolean]>([
    [['fargate-task'], 'aws-runner-2026', false],
    [['fargate-task', 'gateway-empty'], 'aws-runner-2026', true],
    [['aws-runner-names'], 'aws-runner-2026', true],
    [['google-machine', 'domain-answers'], 'gcp-runner-2026', true],
    [['gateway-set'], 'document', true],
    [['ec2-task'], 'document', false],
    // Two installations have these.
    [['gateway-empty'], null, false],
    [['domain-answers'], null, false],
    // These contradict each other.
    [['aws-runner-names', 'gateway-set'], null, false],
    [['google-machine', 'fargate-task'], null, false],
    [[], null, false],
  ])('%j point to the edition %s', (signs, edition, isStrong) => {
    const fit = fitOf(signs);
    expect([fit?.edition ?? null, fit?.isStrong ?? false]).toEqual([edition, isStrong]);
  });
});

describe('pasted text', () => {
  const CONFIGURATION =
    '{"awsAccountId":"123456789012","apiEndpoint":"https://app.gitpod.io/api","gatewayAPIEndpoint":"","sshPort":29222,"runnerProxyDomain":"Runner.corp.example","runnerPackage":"Enterprise"}';

  test.each<[string, string, string | null]>([
    ["the new runner's configuration", CONFIGURATION, 'aws-runner-2026'],
    ['the same inside a JSON string', JSON.stringify({ Parameter: { Value: CONFIGURATION } }), 'aws-runner-2026'],
    [
      'terraform output -json of the AWS module',
      '{"proxy_ecs_service_name":{"value":"x-proxy"},"ssh_port":{"value":29222}}',
      'aws-runner-2026',
    ],
    ['terraform output of the GCP module', 'runner_instance_group_name = "gitpod-runner"\nproxy_ip = "10.0.0.9"', 'gcp-runner-2026'],
    ['a task definition with an image of Ona', '"image": "025066274397.dkr.ecr.us-east-1.amazonaws.com/gitpod/ecr/x:1"', 'aws-runner-2026'],
    ['an image of the GCP runner', 'us-docker.pkg.dev/gitpod-next-production/gitpod-next/runner:1', 'gcp-runner-2026'],
    ['a configuration with a gateway', '{"gatewayAPIEndpoint":"https://us01.gitpod.dev:8443"}', 'document'],
    ['an ECS service on EC2 instances', '{"launchType": "EC2"}', 'document'],
  ])('from %s identifies the edition', (_, text, edition) => {
    expect(fitOf(readInstallation(text)?.signs ?? [])?.edition).toBe(edition);
  });

  test("gives the signs and the runner's domain, and nothing else of the text", () => {
    expect(readInstallation(CONFIGURATION)).toEqual({ signs: ['aws-runner-names', 'gateway-empty'], runnerDomain: 'runner.corp.example' });
  });

  test('without a sign of an installation is not recognised', () => {
    for (const text of ['', 'no such host', '{"Stacks":[{"StackName":"network","Outputs":[]}]}', 'launch_type = var.kind'])
      expect(readInstallation(text)).toBeNull();
  });
});

test('an AWS region rules out the runner on Google Cloud, so requirements of both AWS runners do not wait for an answer about the edition', () => {
  const unsure = { ...EMPTY_PROFILE, editionIs: 'unsure' as const };
  const onAws = { ...unsure, regions: ['us-east-1'] };
  expect(candidateEditions(onAws)).toEqual(['document', 'aws-runner-2026']);
  const row = { editions: ['document' as const, 'aws-runner-2026' as const] };
  expect([waitsForEdition(row, unsure), waitsForEdition(row, onAws), waitsForEdition(row, EMPTY_PROFILE)]).toEqual([true, false, false]);
  expect(waitsForEdition({}, unsure)).toBe(false);
});
