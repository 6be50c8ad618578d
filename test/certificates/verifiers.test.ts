/** If these fail, a requirement is met with a chain that its own program refuses, or fails with one that the program accepts. */
import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Verifier } from '../../src/model/verifier.ts';
import { type Ground, groundOf } from '../../src/probes/testing/chain-ground.ts';
import { CHAINS } from '../../src/probes/testing/chains.ts';
import { CertificateStore } from '../../src/probes/tls/trust-path.ts';
import { judgeChain } from '../../src/probes/tls/verify.ts';
import type { Program } from '../failure-kinds/ask/programs.ts';
import { readSaid } from './said.ts';

/** The requested name (`served.ts`). */
const HOST = 'localhost';
const { chains: SAID } = readSaid();

const ASKED: readonly [Verifier, Program][] = [
  ['go', 'Go'],
  ['java', 'Java'],
];

describe.each(['RSA', 'EC'] as const)('a chain of %s keys', (keys) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await groundOf(keys, HOST);
  });

  it.each(CHAINS)('is accepted by our model of each program exactly if the program accepts it ($name)', async ({ name, make, kind }) => {
    const { sent, store } = await make(ground);
    const of = (issued: typeof sent) => issued.map(({ pem }) => new X509Certificate(pem));
    // A store passed to a program as a file is a private root for it.
    const stores = { public: new CertificateStore([]), system: new CertificateStore(of(store)), extra: null, own: null, named: null };
    for (const [verifier, program] of ASKED) {
      const judged = await judgeChain(of(sent), HOST, stores, ['public', 'system'], verifier);
      const said = SAID[`${keys} ${name}`]?.[program];
      expect([program, judged.failure === null ? 'passes' : 'refuses']).toEqual([program, said === 'passes' ? 'passes' : 'refuses']);
      // A tolerated fault is reported.
      expect(judged.tolerated?.kind ?? null).toBe(judged.failure === null ? kind : null);
    }
  });
});
