/** If this fails, every user waits for the AWS SDK, although few call AWS. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Every module that a new process loads during a proxy probe, credentials, metadata, a call without keys and one with keys. */
const SCRIPT = `
import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
const sdk = () => loaded.filter((url) => /node_modules\\/@(aws-sdk|smithy)\\//.test(url)).length;
const { aRequest, aContext, pretend } = await import('./src/probes/testing/pretend.ts');
const { createProbes } = await import('./src/probes/index.ts');
await import('./src/cli/dispatch.ts');
const net = await pretend();
const probes = createProbes(net.world);
const ask = { profile: null, mayRunProcess: false, mayDecode: false, launch: null, pasted: null };
const call = { kind: 'aws', operation: 'get-caller-identity', region: 'us-east-1' };
const counts = {};
for (const [name, request] of Object.entries({
  host: aRequest('host', { kind: 'host' }),
  tcp: aRequest('tcp', { kind: 'tcp', host: 'app.example.test', port: 443 }),
  credentials: aRequest('aws-credentials', { kind: 'host' }, { aws: ask }),
  metadata: aRequest('metadata', { kind: 'http', url: 'http://169.254.169.254/', host: '169.254.169.254', port: 80, path: '/' }),
  pasted: aRequest('aws', call, { aws: { ...ask, pasted: { kind: 'dry-run' } } }),
  keyless: aRequest('aws', call, { aws: ask }),
})) {
  const seen = await probes.run(request, aContext());
  counts[name] = sdk();
  if (name === 'keyless') counts.ended = seen.failure?.kind;
}
await probes.close();
const keyed = createProbes({ ...net.world, environment: { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE00', AWS_SECRET_ACCESS_KEY: 'x'.repeat(40) } });
await keyed.run(aRequest('aws', call, { aws: ask }), aContext());
counts.call = sdk();
await keyed.close();
await net.close();
process.stdout.write(JSON.stringify(counts));
`;

test('the AWS SDK is loaded with the first call that has credentials, and not before', { timeout: 60_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', SCRIPT], { cwd: process.cwd() });
  const { call, ...before } = JSON.parse(stdout) as Record<string, unknown>;
  expect(before).toEqual({ host: 0, tcp: 0, credentials: 0, metadata: 0, pasted: 0, keyless: 0, ended: 'aws.no-credentials' });
  expect(call).toBeGreaterThan(0);
});
