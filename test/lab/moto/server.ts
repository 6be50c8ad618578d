/**
 * moto, an independent imitation of AWS in Python: a second opinion where it is accurate (owner and name filters, bad key, bad secret,
 * identity, missing image). It has no Allowed AMIs, no aliases and only rudimentary policies.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startFront } from './front.ts';

const PROGRAM = 'moto_server';
const MAX_START_MS = 60_000;

/** An image in the format of moto's own file of images. */
export interface MotoImage {
  id: string;
  name: string;
  owner: string;
}

export interface Moto {
  /** The endpoint. */
  port: number;
  /** A user with all permissions, with the key that moto created for it. */
  key: { id: string; secret: string };
  close(): Promise<void>;
}

export function hasMoto(): boolean {
  return spawnSync(PROGRAM, ['--help'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** moto checks signatures from the time on at which the user has a key. */
export async function startMoto(images: readonly MotoImage[]): Promise<Moto> {
  const folder = await mkdtemp(join(tmpdir(), 'moto-'));
  const file = join(folder, 'images.json');
  await writeFile(file, JSON.stringify(images.map(asMotoHasIt)));
  const port = await freePort();
  const child = spawn(PROGRAM, ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, MOTO_AMIS_PATH: file },
  });
  const front = await startFront(port);
  const close = async (): Promise<void> => {
    await front.close();
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const place = `http://127.0.0.1:${port}`;
    await answers(`${place}/moto-api/`);
    await ask(place, { Action: 'CreateUser', UserName: 'doctor' });
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    await ask(place, { Action: 'PutUserPolicy', UserName: 'doctor', PolicyName: 'all', PolicyDocument: JSON.stringify(policy) });
    const made = await ask(place, { Action: 'CreateAccessKey', UserName: 'doctor' });
    await fetch(`${place}/moto-api/reset-auth`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '0' });
    return { port: front.port, key: { id: element(made, 'AccessKeyId'), secret: element(made, 'SecretAccessKey') }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function asMotoHasIt({ id, name, owner }: MotoImage): Record<string, unknown> {
  return {
    ami_id: id,
    name,
    owner_id: owner,
    state: 'available',
    public: true,
    architecture: 'x86_64',
    creation_date: '2025-07-20T00:00:00.000Z',
    description: name,
    image_location: name,
    image_type: 'machine',
    virtualization_type: 'hvm',
    hypervisor: 'xen',
    root_device_name: '/dev/sda1',
    root_device_type: 'ebs',
    sriov: 'simple',
    platform: null,
  };
}

/** moto finds the service in the scope of the signature, which it does not check yet. */
async function ask(place: string, fields: Record<string, string>): Promise<string> {
  const authorization = 'AWS4-HMAC-SHA256 Credential=anybody/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none';
  const body = new URLSearchParams({ Version: '2010-05-08', ...fields });
  const response = await fetch(place, { method: 'POST', headers: { authorization }, body });
  if (!response.ok) throw new Error(`moto answers ${fields['Action']} with ${response.status}`);
  return response.text();
}

function element(xml: string, name: string): string {
  const [, text = ''] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
  return text;
}

async function answers(url: string): Promise<void> {
  for (const until = Date.now() + MAX_START_MS; Date.now() < until; await pause(100)) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
  }
  throw new Error('moto does not start');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
