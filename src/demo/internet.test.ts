/** The simulated internet as a whole: it runs beside others, serves the hosts that flags name, and leaves nothing behind. */
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { type PretendScenario, type ScenarioOptions, startScenario } from './index.ts';
import { addressOf, look } from './testing/raw-client.ts';

const running: PretendScenario[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ world }) => world.close()));
});

async function started(name: string, options: ScenarioOptions = { extraUrls: [] }): Promise<PretendScenario> {
  const scenario = await startScenario(name, options);
  running.push(scenario);
  return scenario;
}

describe('the simulated internet', () => {
  it('runs twice in one process, each time with its own root CA', async () => {
    const [one, two] = await Promise.all([started('healthy'), started('service-unhealthy')]);
    const url = { host: 'releases.gitpod.io', path: '/ec2/stable/manifest.json' };
    expect(await look(one.world.network, url)).toBe('http 200 application/json');
    expect(await look(two.world.network, url)).toBe('http 503 text/html');
    expect(await look({ ...one.world.network, publicRoots: two.world.network.publicRoots }, url)).toMatch(/^tls /);
  });

  it('serves the hosts and ports that flags and a profile name', async () => {
    const { world, profile } = await started('healthy', {
      extraUrls: ['https://git.corp.example:8444/team', 'nonsense http://'],
      profile: { regions: ['eu-central-1'], registry: ['https://images.corp.example'] },
    });
    expect(profile.regions).toEqual(['eu-central-1']);
    for (const url of [
      { host: 'git.corp.example', port: 8444 },
      { host: 'images.corp.example' },
      { host: 'ec2.eu-central-1.amazonaws.com' },
    ]) {
      expect([url.host, await look(world.network, url)]).toEqual([url.host, expect.stringMatching(/^http /)]);
    }
    await expect(addressOf(world.network, 'ssm.us-east-1.amazonaws.com')).rejects.toThrow('ENOTFOUND');
  });

  it('serves the hosts that an overlay adds, and still serves those that it replaces', async () => {
    const overlay = {
      replaceHost: { 'app.gitpod.io': 'app.ona.com' },
      remove: ['aws.acm'],
      add: [{ id: 'aws.kms', url: 'https://kms.<region>.amazonaws.com' }],
      sha256: '',
    };
    const { world } = await started('healthy', { extraUrls: [], overlay });
    for (const host of ['app.ona.com', 'app.gitpod.io', 'kms.us-east-1.amazonaws.com'])
      expect([host, await look(world.network, { host })]).toEqual([host, expect.stringMatching(/^http /)]);
  });

  it('reports an unknown scenario', async () => {
    await expect(startScenario('nothing', { extraUrls: [], profile: EMPTY_PROFILE })).rejects.toThrow('no demo scenario');
  });

  it("provides the scenario's environment, and nothing from the real machine's", async () => {
    const { world } = await started('healthy');
    expect(Object.keys(world.network.environment).sort()).toEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']);
    expect(world.network.host).toMatchObject({ ipv4: true, ipv6: false, defaultRoute4: true, ec2: true });
  });

  it('ends every connection when the simulation is closed', async () => {
    const { world } = await startScenario('healthy', { extraUrls: [] });
    const endpoint = world.network.endpoints.get(`tcp/${await addressOf(world.network, 'app.gitpod.io')}:443`);
    const port = endpoint?.to === 'port' ? endpoint.port : 0;
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    await Promise.all([world.close(), ended]);
    await world.close();
    await expect(new Promise((_, reject) => connect(port, '127.0.0.1').once('error', reject))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('does not keep the process from exiting', async () => {
    const program = `
      const { startScenario } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
      for (const name of ['proxy-refuses-port', 'tls-intercepted']) await (await startScenario(name, { extraUrls: [] })).world.close();
      process.stdout.write('closed');`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { timeout: 8000 });
    expect(stdout).toBe('closed');
  });
});
