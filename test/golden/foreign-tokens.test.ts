/**
 * If this fails, a token in a server's answer is in a bundle, or prevents one. A token of each vendor is planted in every field that a
 * server controls; no bundle contains it, and no bundle fails because of it.
 */
import { describe, expect, it } from 'vitest';
import { buildBundle } from '../../src/bundle/index.ts';
import { bundleInput, WRITTEN_BY } from '../../src/bundle/testing/log.ts';
import { verifyBundle } from '../../src/bundle/verify.ts';
import { publicHosts } from '../../src/catalog/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import { Observation } from '../../src/model/observation.ts';
import type { SessionEvent } from '../../src/model/session.ts';
import { createRedactor } from '../../src/redact/index.ts';
import { mapStrings } from '../../src/redact/walk.ts';
import { foldEvents } from '../../src/session/index.ts';
import { entriesOf } from '../support/files.ts';
import { FOREIGN_TOKENS } from '../support/foreign-tokens.ts';
import { goldenSessions } from '../support/golden-session.ts';
import { leaks } from '../support/secrets.ts';

const [first] = goldenSessions().sort((a, b) => b.events.length - a.events.length);
if (first === undefined) throw new Error('there is no recorded session');
const kinds = Object.entries(FOREIGN_TOKENS);

/** Names that the program gives to measurements; no server can set them. */
function planted(observation: Observation, plant: (text: string) => string): Observation {
  const { id, requirements, probe, role, purpose } = observation as Observation & { purpose?: string };
  return { ...(mapStrings(Observation, observation, plant) as Observation), ...{ id, requirements, probe, role, purpose } } as Observation;
}

describe.each(['standard', 'strict', 'network-clear'] as const)('a bundle at level %s', (level) => {
  it.each([
    [
      'after a word',
      (text: string, token: string) =>
        text.includes('://') ? `${text}/${token}` : /^[\w-]+(\.[\w-]+)+$/.test(text) ? `${token}.${text}` : `${text} ${token}`,
    ],
    ['as a part of a name', (text: string, token: string) => (text.includes('.') ? `${token}.${text}` : token)],
  ])('contains no token when every field from a server holds a token %s', async (_, join) => {
    const tokens: string[] = [];
    const plant = (text: string) => {
      const [name, make] = kinds[tokens.length % kinds.length] ?? ['', () => ''];
      const token = make(`${name} ${tokens.length}`);
      tokens.push(token);
      return join(text, token);
    };
    const observed = new Map<string, number>();
    const events = first.events.flatMap((event): SessionEvent[] => {
      if (event.type !== 'observed') return [event];
      // A few of each kind cover every field without hundreds of repetitions.
      const seen = observed.get(event.observation.probe) ?? 0;
      observed.set(event.observation.probe, seen + 1);
      return seen < 3 ? [{ ...event, observation: planted(event.observation, plant) }] : [event];
    });
    const session = foldEvents(events);
    const redactor = createRedactor({ level, key: new Uint8Array(32).fill(3), publicNames: publicHosts(['us-east-1']), secrets: [] });
    const report = buildReport(session, diagnose(session));
    const built = await buildBundle({ ...bundleInput(session, redactor), ...WRITTEN_BY, events, report });
    if (!built.ok) throw new Error(built.problem);
    expect(tokens.length).toBeGreaterThan(100);
    expect(leaks('zip', built.bytes, tokens)).toEqual([]);
    expect([...entriesOf(built.bytes)].flatMap(([path, bytes]) => leaks(path, bytes, tokens))).toEqual([]);
    expect(built.omissions.filter(({ why }) => why === 'withheld-unsafe')).toEqual([]);
    expect(await verifyBundle(built.bytes)).toMatchObject({ exitCode: 0, tripwire: { state: 'quiet' } });
  });
});
