/** Every situation by name. The two families are loaded separately, because SSH does not need the demo's internet. */
import type { PutUp } from '../situation.ts';
import type { AWS_SITUATIONS } from './aws.ts';
import type { SSH_SITUATIONS } from './ssh.ts';

export type SituationName = keyof typeof AWS_SITUATIONS | keyof typeof SSH_SITUATIONS;

export async function situationNamed(name: SituationName): Promise<PutUp> {
  const ofSsh: Readonly<Record<string, PutUp>> = await sshSituations();
  const putUp = ofSsh[name] ?? ((await awsSituations()) as Readonly<Record<string, PutUp>>)[name];
  if (putUp === undefined) throw new RangeError(`There is no situation of the name ${name}.`);
  return putUp;
}

export async function situationNames(): Promise<string[]> {
  return Object.keys({ ...(await awsSituations()), ...(await sshSituations()) });
}

async function awsSituations(): Promise<typeof AWS_SITUATIONS> {
  return (await import('./aws.ts')).AWS_SITUATIONS;
}

async function sshSituations(): Promise<typeof SSH_SITUATIONS> {
  return (await import('./ssh.ts')).SSH_SITUATIONS;
}
