/**
 * Cases of one part, one after the other, in a process that may write to one folder and start nothing (Node's permission model):
 *
 *     node --permission … worker.ts PART FIRST COUNT FOLDER
 *
 * It tells its parent when it begins and ends each, so that the parent knows which one it died of.
 */
import { subscribe } from 'node:diagnostics_channel';

/** The result of a case in countable words, and the commands offered for pasting. */
export interface Outcome {
  kind: string;
  commands?: readonly string[];
}

export type Told = { seed: number } & ({ begins: true } | { outcome: Outcome } | { fault: string });
export type Ordeal = (seed: number, folder: string) => Promise<Outcome>;

const PARTS: Readonly<Record<string, () => Promise<Ordeal>>> = {
  bits: async () => (await import('./bit-ordeal.ts')).bitOrdeal,
  bundles: async () => {
    forbidSockets();
    return (await import('./bundle-ordeal.ts')).bundleOrdeal;
  },
  texts: async () => {
    forbidSockets();
    return (await import('./text-ordeal.ts')).textOrdeal;
  },
  answers: async () => (await import('./answer-ordeal.ts')).answerOrdeal,
};

const [part = '', first = '', count = '', folder = ''] = process.argv.slice(2);
if (process.send !== undefined && PARTS[part] !== undefined) await work(PARTS[part]);

async function work(load: () => Promise<Ordeal>): Promise<never> {
  const ordeal = await load();
  let seed = Number(first);
  process.on(
    'uncaughtException',
    (error) => void tell({ seed, fault: `outside of any call: ${wordsOf(error)}` }).then(() => process.exit(1)),
  );
  for (; seed < Number(first) + Number(count); seed++) {
    await tell({ seed, begins: true });
    const told = await ordeal(seed, folder).then(
      (outcome) => ({ seed, outcome }),
      (error: unknown) => ({ seed, fault: wordsOf(error) }),
    );
    await tell(told);
  }
  process.exit(0);
}

function tell(message: Told): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 3000);
}

/** Reading a file needs no network. Node reports each socket before it is used. */
function forbidSockets(): void {
  for (const channel of ['net.client.socket', 'udp.socket'])
    subscribe(channel, () => {
      throw new Error('a socket was opened');
    });
}
