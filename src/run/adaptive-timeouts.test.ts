import { describe, expect, it } from 'vitest';
import { fails, passes, session } from '../diagnosis/testing/session.ts';
import type { FailureKind } from '../model/failure.ts';
import { DEFAULT_LIMITS } from '../model/profile.ts';
import { DIRECT, type Route, urlTarget } from '../model/target.ts';
import { type AdaptiveTimeouts, createAdaptiveTimeouts } from './adaptive-timeouts.ts';

const PROXY = 'http://proxy.corp.example:3128';
const THROUGH: Route = { via: 'proxy', proxy: { scheme: 'http', host: 'proxy.corp.example', port: 3128 } };
const THROUGH_ANOTHER: Route = { via: 'proxy', proxy: { scheme: 'http', host: 'proxy.corp.example', port: 8080 } };

const web = (outcome: ReturnType<typeof passes>, proxy?: string) => {
  const told = session();
  const seen = (proxy === undefined ? told : told.proxy(proxy)).https('app.gitpod.io', outcome).build();
  const found = seen.observations.find((observation) => observation.probe === 'https');
  if (found === undefined) throw new Error('the builder made no web observation');
  return found;
};

function afterSilence(times: number, kind: FailureKind, proxy?: string): AdaptiveTimeouts {
  const timeouts = createAdaptiveTimeouts(DEFAULT_LIMITS);
  for (let n = 0; n < times; n += 1) timeouts.observe(web(fails(kind), proxy));
  return timeouts;
}

describe('adaptive timeouts', () => {
  it('are short only after many connections in a row got no answer', () => {
    expect(afterSilence(7, 'tcp.timeout').limits(DIRECT).stageMs).toBe(4000);
    expect(afterSilence(8, 'tcp.timeout').limits(DIRECT).stageMs).toBe(1500);
  });

  it('return to normal with the first connection, so that one closed host affects no other', () => {
    const timeouts = afterSilence(20, 'tcp.timeout');
    timeouts.observe(web(passes()));
    expect(timeouts.limits(DIRECT).stageMs).toBe(4000);
  });

  it('stay short when only instance metadata answers, because it is link-local', () => {
    const timeouts = afterSilence(20, 'tcp.timeout');
    const [metadata] = session().http('http://169.254.169.254/latest/meta-data/', passes()).build().observations;
    if (metadata === undefined) throw new Error('the builder made no observation');
    timeouts.observe(metadata);
    expect(timeouts.limits(DIRECT).stageMs).toBe(1500);
  });

  it('never exceed the timeout that the user set', () => {
    const timeouts = createAdaptiveTimeouts({ ...DEFAULT_LIMITS, stageMs: 300 });
    for (let n = 0; n < 20; n += 1) timeouts.observe(web(fails('tcp.timeout')));
    expect(timeouts.limits(DIRECT).stageMs).toBe(300);
  });

  it.each(['tunnel.timeout', 'tcp.timeout'] as const)('are short after %s at a proxy, for that proxy only', (kind) => {
    const timeouts = afterSilence(8, kind, PROXY);
    expect(timeouts.limits(THROUGH).stageMs).toBe(1500);
    expect(timeouts.limits(THROUGH_ANOTHER).stageMs).toBe(4000);
    expect(timeouts.limits(DIRECT).stageMs).toBe(4000);
  });

  it.each([
    ['an opened tunnel', passes()],
    ['a refusal', fails('tunnel.4xx')],
  ])('return to normal for a proxy after %s, which is an answer', (_, outcome) => {
    const timeouts = afterSilence(20, 'tunnel.timeout', PROXY);
    timeouts.observe(web(outcome, PROXY));
    expect(timeouts.limits(THROUGH).stageMs).toBe(4000);
  });

  it('delay the next task of a slot after a timeout only while few connections have timed out', () => {
    const silence = web(fails('tunnel.timeout'), PROXY);
    expect(afterSilence(3, 'tunnel.timeout', PROXY).pauseAfter(silence)).toBeGreaterThan(0);
    expect(afterSilence(8, 'tunnel.timeout', PROXY).pauseAfter(silence)).toBe(0);
    expect(afterSilence(3, 'tunnel.timeout', PROXY).pauseAfter(web(passes(), PROXY))).toBe(0);
  });

  it('are short while many connections wait for an answer and none has ever opened', () => {
    const timeouts = createAdaptiveTimeouts(DEFAULT_LIMITS);
    expect(timeouts.limits(DIRECT, 7).stageMs).toBe(4000);
    expect(timeouts.limits(DIRECT, 8).stageMs).toBe(1500);
    timeouts.observe(web(passes()));
    expect(timeouts.limits(DIRECT, 20).stageMs).toBe(4000);
  });

  it('let begun attempts end early while many others wait longer and none has ever opened', () => {
    const timeouts = createAdaptiveTimeouts(DEFAULT_LIMITS);
    expect(timeouts.isHopeless(DIRECT, 7)).toBe(false);
    expect(timeouts.isHopeless(DIRECT, 8)).toBe(true);
    timeouts.observe(web(passes()));
    expect(timeouts.isHopeless(DIRECT, 20)).toBe(false);
  });

  it('keep begun attempts waiting as soon as one connection opens, but not that to instance metadata', () => {
    const timeouts = createAdaptiveTimeouts(DEFAULT_LIMITS);
    const opened = web(passes()).phases.find(({ name }) => name === 'tcp');
    if (opened === undefined) throw new Error('the builder made no connection');
    timeouts.passed({ route: DIRECT, target: urlTarget('http://169.254.169.254/latest/api/token') }, opened);
    expect(timeouts.isHopeless(DIRECT, 20)).toBe(true);
    timeouts.passed({ route: DIRECT, target: urlTarget('https://app.gitpod.io/') }, opened);
    expect(timeouts.isHopeless(DIRECT, 20)).toBe(false);
  });
});
