import { describe, expect, it } from 'vitest';
import type { NewSessionEvent } from '../model/session.ts';
import { withoutOpenProbes } from './fold.ts';
import { log, observation, request } from './testing/events.ts';

const begins = (id: string, host: string): NewSessionEvent => ({ type: 'probe-started', observation: id, request: request(host) });
const ends = (id: string, host: string): NewSessionEvent => ({ type: 'observed', observation: observation(id, host) });

describe('a log that ended while probes were running', () => {
  it('drops the unfinished requests, so that they are sent again', () => {
    const events = log(begins('o1', 'a.example'), begins('o2', 'b.example'), ends('o1', 'a.example'));
    expect(withoutOpenProbes(events).map(({ seq }) => seq)).toEqual([1, 2, 4]);
  });

  it('keeps the earlier answer of a requirement that was being measured again', () => {
    const events = log(begins('o1', 'a.example'), ends('o1', 'a.example'), begins('o1', 'a.example'));
    expect(withoutOpenProbes(events).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('is unchanged when every request has an answer', () => {
    const events = log(begins('o1', 'a.example'), ends('o1', 'a.example'), begins('o1', 'a.example'), ends('o1', 'a.example'));
    expect(withoutOpenProbes(events)).toEqual(events);
  });
});
