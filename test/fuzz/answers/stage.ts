/** One server of a case and the measurement that contacts it. */
import { createSocket } from 'node:dgram';
import { createServer, connect as dial, type Server } from 'node:net';
import type { Dice } from '../../../src/bundle/testing/mutations.ts';
import type { AwsOptions } from '../../../src/model/aws/ask.ts';
import type { Observation } from '../../../src/model/observation.ts';
import type { Proof } from '../../../src/model/requirement.ts';
import { urlTarget } from '../../../src/model/target.ts';
import { readBanner } from '../../../src/probes/ssh/connect/banner.ts';
import { exchangeKeys } from '../../../src/probes/ssh/connect/key-exchange.ts';
import { type Issued, issue } from '../../../src/probes/testing/certificates.ts';
import { aRequest, FAR, measure } from '../../../src/probes/testing/pretend.ts';
import { hostile, pick } from '../payloads.ts';
import { dns, gateway } from './datagrams.ts';
import {
  at,
  changing,
  framed,
  genuine,
  HOST,
  METADATA,
  NAMES,
  net,
  overTls,
  REGION,
  root,
  saying,
  serving,
  sound,
  soundResolver,
} from './ground.ts';
import { aws, http1, http2, metadata, ssh, tlsRecords } from './streams.ts';

export interface Stage {
  /** Opens what the case needs, measures, and closes everything. */
  meet(dice: Dice, open: (closing: () => unknown) => void): Promise<Observation | null>;
}

const PROOFS: readonly (Proof | null)[] = [
  null,
  ...(['any', 'success-or-redirect'] as const).flatMap((status) =>
    ([null, 'vscode-commit'] as const).map((extract) => ({
      status,
      contentType: null,
      headers: [],
      extract,
      followRedirects: true,
      calibrated: null,
    })),
  ),
];

async function overHttps(server: Server, dice: Dice, open: (closing: () => unknown) => void): Promise<Observation> {
  const { world, map } = await net(await soundResolver(open));
  map(`tcp/${FAR}:443`, at(await serving(server, open)));
  const rest = { proof: pick(PROOFS, dice), method: pick(['GET', 'HEAD'] as const, dice), trust: ['public' as const], stageMs: 400 };
  return measure(world, aRequest('https', urlTarget(`https://${HOST}/x`), rest));
}

/** Certificates of another CA, or with names that control a terminal; issued once. */
const strange: Issued[] = [];
async function strangeCertificate(dice: Dice): Promise<Issued> {
  if (strange.length < 30) {
    const name =
      hostile('Blue Coat', dice)
        .replaceAll(/[^!-~\u0080-\ud7ff]|[,+="\\<>;#]/g, '.')
        .slice(0, 60) || 'x';
    const dnsNames = [
      hostile(HOST, dice)
        .replaceAll(/[^!-~]/g, 'x')
        .slice(0, 200),
    ];
    const notAfter = new Date(Date.now() + pick([-1, 1, 36_500], dice) * 86_400_000);
    try {
      strange.push(
        await issue({
          name,
          dnsNames: pick([dnsNames, NAMES], dice),
          notAfter,
          notBefore: new Date(0),
          ...(dice(2) === 0 ? { issuer: root } : {}),
        }),
      );
    } catch {
      // A certificate that the library cannot write is skipped.
      return genuine;
    }
  }
  return pick(strange, dice);
}

const IMAGE = { name: 'ubuntu*', owner: '123456789012' };

export const STAGES: Readonly<Record<string, Stage>> = {
  'HTTP/1': {
    meet: (dice, open) =>
      overHttps(
        overTls(
          saying(() => http1(dice), dice),
          { ALPNProtocols: ['http/1.1'] },
        ),
        dice,
        open,
      ),
  },
  'HTTP/2': {
    meet: (dice, open) =>
      overHttps(
        overTls(
          saying(() => http2(dice), dice, dice(2) === 0),
          { ALPNProtocols: ['h2'] },
        ),
        dice,
        open,
      ),
  },
  'HTTP without TLS': {
    async meet(dice, open) {
      const { world, map } = await net(await soundResolver(open));
      map(`tcp/${FAR}:80`, at(await serving(createServer(saying(() => http1(dice), dice)), open)));
      return measure(world, aRequest('http', urlTarget(`http://${HOST}/x`), { proof: pick(PROOFS, dice), stageMs: 400 }));
    },
  },
  CONNECT: {
    async meet(dice, open) {
      const { world, map } = await net(await soundResolver(open));
      map(`tcp/${FAR}:3128`, at(await serving(createServer(saying(() => http1(dice), dice)), open)));
      const route = { via: 'proxy' as const, proxy: { scheme: 'http' as const, host: 'proxy.example.test', port: 3128 } };
      return measure(world, aRequest('https', urlTarget(`https://${HOST}/x`), { route, trust: ['public'], stageMs: 400 }));
    },
  },
  'TLS records': {
    meet: (dice, open) => overHttps(createServer(saying(() => tlsRecords(dice), dice, dice(4) > 0)), dice, open),
  },
  'TLS with changed bytes': {
    async meet(dice, open) {
      const options = { minVersion: 'TLSv1.2', maxVersion: pick(['TLSv1.2', 'TLSv1.3'] as const, dice) } as const;
      const behind = await serving(
        overTls(
          saying(() => http1(dice), dice),
          options,
        ),
        open,
      );
      return overHttps(
        createServer((socket) => changing(socket, behind, dice)),
        dice,
        open,
      );
    },
  },
  certificates: {
    meet: async (dice, open) =>
      overHttps(
        overTls(
          saying(() => http1(dice), dice),
          {},
          await strangeCertificate(dice),
        ),
        dice,
        open,
      ),
  },
  'DNS over UDP': {
    async meet(dice, open) {
      const { world } = await net(await soundResolver(open, (question) => Array.from({ length: 1 + dice(3) }, () => dns(question, dice))));
      const purpose = dice(2) === 0 ? ('dns-details' as const) : null;
      return measure(world, aRequest('dns', { kind: 'name', host: HOST }, { purpose, stageMs: 400 }));
    },
  },
  'DNS over TCP': {
    async meet(dice, open) {
      const port = await serving(createServer(saying((heard) => framed(dns(heard.subarray(2), dice), dice), dice)), open);
      const udp = createSocket('udp4');
      udp
        .on('error', () => {})
        .on('message', (question, from) => {
          const [reply = Buffer.alloc(12)] = sound(question);
          reply.writeUInt16BE(0x8380, 2);
          udp.send(reply, from.port, from.address, () => {});
        });
      await new Promise<void>((done) => udp.bind(port, '127.0.0.1', () => done()));
      open(() => udp.close());
      const { world } = await net(port);
      return measure(world, aRequest('dns', { kind: 'name', host: HOST }, { stageMs: 400 }));
    },
  },
  AWS: {
    async meet(dice, open) {
      const environment = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE00', AWS_SECRET_ACCESS_KEY: 'hunter2hunter2hunter2hunter2' };
      const { world, map } = await net(await soundResolver(open), environment);
      map(`tcp/${FAR}:443`, at(await serving(overTls(saying(() => aws(dice), dice)), open)));
      const operation = pick(['get-caller-identity', 'describe-images', 'describe-regions'] as const, dice);
      const ask: AwsOptions = { profile: null, mayRunProcess: false, mayDecode: false, launch: null, pasted: null };
      const target = { kind: 'aws' as const, operation, region: REGION, ...(operation === 'describe-images' ? IMAGE : {}) };
      return measure(world, aRequest('aws', target, { trust: ['public'], aws: ask, stageMs: 400 }));
    },
  },
  metadata: {
    async meet(dice, open) {
      const { world, map } = await net(await soundResolver(open));
      map(`tcp/${METADATA}:80`, at(await serving(createServer(saying(() => metadata(dice), dice)), open)));
      return measure(world, aRequest('metadata', urlTarget(`http://${METADATA}/latest/api/token`), { stageMs: 400 }));
    },
  },
  'UDP of the gateway': {
    async meet(dice, open) {
      const { world, map } = await net(await soundResolver(open));
      map(`udp/${FAR}:4242`, at(await soundResolver(open, (message) => gateway(message, dice))));
      return measure(world, aRequest('udp', { kind: 'udp', address: FAR, port: 4242 }, { stageMs: 400 }));
    },
  },
  SSH: {
    /** A complete SSH session would start another program. This program itself reads only the banner and the first packets. */
    async meet(dice, open) {
      const port = await serving(createServer(saying(() => ssh(dice), dice, dice(3) === 0)), open);
      const socket = dial(port, '127.0.0.1');
      open(() => socket.destroy());
      await new Promise<void>((done) => socket.once('connect', () => done()));
      const { signal } = new AbortController();
      const banner = await readBanner(socket, 300, signal);
      if (banner.how === 'banner') await exchangeKeys(socket, ['ssh-ed25519'], 400, signal);
      return null;
    },
  },
};
