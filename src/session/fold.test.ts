import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_PROFILE } from '../model/profile.ts';
import type { NewSessionEvent, Session, SessionEvent } from '../model/session.ts';
import { processorMs } from '../model/testing/processor-time.ts';
import { SessionBuilder } from './builder.ts';
import { applyEvent, emptySession, foldEvents } from './fold.ts';
import { anyLog, log, observation, request, requirement, started } from './testing/events.ts';

const ids = (session: Session) => session.observations.map(({ id }) => id);
const sweep = (again: boolean, ...requirements: string[]): NewSessionEvent => ({ type: 'sweep-started', requirements, again });
const observed = (id: string, host: string, requirements?: string[]) =>
  ({ type: 'observed', observation: observation(id, host, requirements ? { requirements } : {}) }) as const;

describe('a session', () => {
  it('keeps observations in the order of their numbers, whichever probe ends first', () => {
    const session = foldEvents(log(observed('o10', 'a.example'), observed('o2', 'b.example'), observed('o1', 'c.example')));
    expect(ids(session)).toEqual(['o1', 'o2', 'o10']);
  });

  it('keeps a repeated observation at the same position, with the newer result', () => {
    const again = observation('o1', 'a.example', { durationMs: 99 });
    const session = foldEvents(log(observed('o1', 'a.example'), observed('o2', 'b.example'), { type: 'observed', observation: again }));
    expect(ids(session)).toEqual(['o1', 'o2']);
    expect(session.observations[0]).toEqual(again);
  });

  it('contains a request once, however often the request was sent', () => {
    const start = { type: 'probe-started', observation: 'o1', request: request('a.example') } as const;
    expect(foldEvents(log(start, { ...start, request: { ...start.request, method: 'GET' } })).requests).toHaveLength(1);
  });

  it('lists the requirements that a deadline cancelled until they are measured again', () => {
    const ended: NewSessionEvent = { type: 'sweep-ended', reason: 'deadline', notStarted: [], requirements: ['aws.ec2'] };
    const cut = [sweep(false, 'aws.ec2'), ended];
    expect(foldEvents(log(...cut)).notStarted).toEqual(new Map([['aws.ec2', 'deadline']]));
    expect(foldEvents(log(...cut, sweep(true, 'aws.ec2'))).notStarted).toEqual(new Map());
  });

  it('drops the measurements of a region when the region changes, and keeps the others', () => {
    const rows = (region: string) => [
      requirement('aws.ec2', `https://ec2.${region}.example/`),
      requirement('management.app', 'https://app.example/'),
    ];
    const session = foldEvents(
      log(
        { type: 'profile-set', profile: { ...EMPTY_PROFILE, regions: ['us-east-1'] }, requirements: rows('us-east-1') },
        sweep(false, 'aws.ec2', 'management.app'),
        observed('o1', 'ec2.us-east-1.example', ['aws.ec2']),
        observed('o2', 'app.example', ['management.app']),
        observed('o3', 'shared.example', ['aws.ec2', 'management.app']),
        { type: 'profile-set', profile: { ...EMPTY_PROFILE, regions: ['eu-central-1'] }, requirements: rows('eu-central-1') },
      ),
    );
    expect(ids(session)).toEqual(['o2', 'o3']);
    expect(session.asked).toEqual(new Set(['aws.ec2', 'management.app']));
  });

  it('contains the steps of the walk in the order of the events', () => {
    const session = foldEvents(
      log(
        { type: 'step-entered', step: 'symptom' },
        { type: 'answered', step: 'symptom', answer: 'browser', by: 'person' },
        { type: 'step-skipped', step: 'where', because: 'Stated beforehand.' },
        { type: 'went-back', step: 'host' },
      ),
    );
    expect(session.path.map(({ action, detail, by }) => [action, detail, by])).toEqual([
      ['entered', null, null],
      ['answered', 'browser', 'person'],
      ['skipped', 'Stated beforehand.', null],
      ['went-back', null, null],
    ]);
    expect(session.durationMs).toBe(4);
  });

  it('is the same whether built at once, event by event, or from any snapshot', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(40), (events, cut) => {
        const whole = foldEvents(events);
        expect(events.slice(1).reduce(applyEvent, emptySession(started))).toEqual(whole);
        const middle = foldEvents(events.slice(0, 1 + Math.min(cut, events.length - 1)));
        expect(events.slice(1 + Math.min(cut, events.length - 1)).reduce(applyEvent, middle)).toEqual(whole);
      }),
    );
  });

  it('never changes once returned, even if two sessions continue from it', () => {
    fc.assert(
      fc.property(anyLog, anyLog, (one, other) => {
        const session = foldEvents(one);
        const before = structuredClone(session);
        const left = other.slice(1).reduce(applyEvent, session);
        const right = other.slice(1).reduce(applyEvent, session);
        expect(left).toEqual(right);
        expect(session).toEqual(before);
      }),
    );
  });

  it('receives ten thousand observations in linear time', () => {
    const many = (count: number): SessionEvent[] =>
      Array.from({ length: count }, (_, index) => ({ ...observed(`o${index + 1}`, 'a.example'), seq: index + 2, atMs: index }));
    const built = (events: readonly SessionEvent[]) => {
      const builder = SessionBuilder.from(emptySession(started));
      for (const event of events) builder.apply(event);
      return builder.snapshot().observations.length;
    };
    const [few, all] = [many(1_000), many(10_000)];
    expect(built(few)).toBe(1_000);
    // Quadratic time would take a hundred times as long; the first call includes compilation.
    const forFew = processorMs(() => built(few));
    expect(processorMs(() => expect(built(all)).toBe(10_000))).toBeLessThan(40 * Math.max(forFew, 5));
    expect(all.reduce(applyEvent, emptySession(started)).observations.at(-1)?.id).toBe('o10000');
  }, 30_000);
});
