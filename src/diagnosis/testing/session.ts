/**
 * Sessions for tests in a few words:
 *
 *     session({ from: 'runner', runner: 'standard' })
 *       .proxy('http://proxy.corp:3128')
 *       .https('app.gitpod.io', fails('tunnel.407', { tunnel: { authenticate: ['Basic'] } }))
 *       .build()
 *
 * A row without a requirement gets one named after its host: required, from every vantage point.
 */

import type { Baseline } from '../../model/baseline.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { HostFacts, ProxyVariable } from '../../model/host-facts.ts';
import type { NameAnswer, Observation } from '../../model/observation.ts';
import { type ControlPurpose, type ProbeRequest, requestKey } from '../../model/probe-request.ts';
import { DEFAULT_LIMITS, EMPTY_PROFILE, type Profile } from '../../model/profile.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { DIRECT, type ForwardProxy, PROXY_SCHEMES, type Route, type Target, targetText, urlTarget } from '../../model/target.ts';
import { HEALTHY_HOST } from '../../model/testing/healthy-host.ts';
import { PLAIN_REQUEST } from '../../model/testing/plain-request.ts';
import { requirementFor } from './defaults.ts';
import { type Outcome, type OutcomeFacts, passes } from './outcome.ts';
import { failure, hopPhases, httpAnswer, resolved } from './phases.ts';

export { cancelled, crashes, fails, passes } from './outcome.ts';

/** Differences from the default observation of a requirement. */
export interface RowOptions {
  /** The ids of the requirements to which the observation belongs; by default one id that is named after the host. */
  requirement?: string | readonly string[];
  /** Differences from the default requirement. */
  of?: Partial<Requirement>;
  role?: 'row' | 'control';
  purpose?: ControlPurpose;
  nameIsOurs?: boolean;
  request?: Partial<ProbeRequest>;
}

/** One answer: addresses, or the failure. */
type Said = readonly string[] | FailureKind;

export class SessionBuilder {
  #profile: Profile;
  #facts: HostFacts | null = HEALTHY_HOST;
  #route: Route = DIRECT;
  readonly #requirements = new Map<string, Requirement>();
  readonly #observations: Observation[] = [];
  readonly #requests: ProbeRequest[] = [];
  readonly #asked = new Set<string>();
  readonly #notStarted = new Map<string, 'deadline' | 'cancelled'>();
  #baseline: Baseline | null = null;

  constructor(profile: Partial<Profile>) {
    this.#profile = { ...EMPTY_PROFILE, ...(profile.from === undefined ? {} : { fromIs: 'stated' as const }), ...profile };
  }

  /** Adds the report of a good network as the baseline. */
  baseline(facts: Partial<Baseline>): this {
    this.#baseline = { startedAt: '2026-11-20T10:00:00Z', verdicts: [], answered: [], hosts: [], ...facts };
    return this;
  }

  /** Facts of this machine that differ from those of a healthy machine; null if the machine was not inspected. */
  host(facts: Partial<HostFacts> | null): this {
    this.#facts = facts === null ? null : { ...(this.#facts ?? HEALTHY_HOST), ...facts };
    return this;
  }

  /** HTTP_PROXY and HTTPS_PROXY name this proxy, and later requests use it. */
  proxy(url: string, options: { hasCredentials?: boolean } = {}): this {
    const proxy = forwardProxy(url);
    const variable = (name: ProxyVariable['name']): ProxyVariable => ({
      name,
      ...proxy,
      hasCredentials: options.hasCredentials ?? false,
      problems: [],
    });
    this.host({ proxies: [variable('HTTP_PROXY'), variable('HTTPS_PROXY')] });
    return this.via(url);
  }

  /** Later requests use this proxy, whatever the variables contain. */
  via(url: string): this {
    this.#route = { via: 'proxy', proxy: forwardProxy(url) };
    return this;
  }

  /** Later requests take the direct route. */
  direct(): this {
    this.#route = DIRECT;
    return this;
  }

  requirement(id: string, of: Partial<Requirement> = {}): this {
    this.#requirements.set(id, { ...requirementFor(id, null), ...of });
    this.#asked.add(id);
    return this;
  }

  notStarted(id: string, reason: 'deadline' | 'cancelled' = 'deadline'): this {
    this.#notStarted.set(id, reason);
    return this;
  }

  https(hostOrUrl: string, outcome: Outcome = passes(), row: RowOptions = {}): this {
    return this.#web('https', urlTarget(hostOrUrl.includes('://') ? hostOrUrl : `https://${hostOrUrl}/`), outcome, row);
  }

  http(url: string, outcome: Outcome = passes(), row: RowOptions = {}): this {
    return this.#web('http', urlTarget(url), outcome, row);
  }

  download(url: string, outcome: Outcome = passes(), row: RowOptions = {}): this {
    return this.#web('download', urlTarget(url), outcome, row);
  }

  tcp(host: string, port: number, outcome: Outcome = passes(), row: RowOptions = {}): this {
    return this.#web('tcp', { kind: 'tcp', host, port }, outcome, row);
  }

  /** A control; its failure is never a failure of the session. */
  control(purpose: ControlPurpose, hostOrUrl: string, outcome: Outcome = passes(), row: RowOptions = {}): this {
    return this.https(hostOrUrl, outcome, { ...row, role: 'control', purpose });
  }

  /** A datagram to one address of the gateway, port 4242, for the requirement `gateway.udp-4242`. */
  udp(address: string, outcome: Outcome = passes(), row: RowOptions = {}): this {
    const target: Target = { kind: 'udp', address, port: 4242 };
    const base = this.#base('udp', target, outcome, { requirement: 'gateway.udp-4242', ...row }, DIRECT);
    const kind = outcome.is === 'failed' ? outcome.kind : null;
    const facts = outcome.is === 'failed' || outcome.is === 'passed' ? outcome.facts : {};
    const far = { 'network.peer.address': address, 'network.peer.port': 4242, datagramsSent: 3, answered: kind === null };
    const ran = outcome.is === 'passed' || outcome.is === 'failed';
    const phase = {
      name: 'udp' as const,
      startMs: 0,
      durationMs: 1,
      ok: kind === null,
      hop: 0,
      peer: 'target' as const,
      ...far,
      ...facts.udp,
    };
    this.#observations.push({ probe: 'udp', ...base, phases: ran ? [phase] : [] });
    return this;
  }

  /** The same datagram to the host that the user named with `--far-end`. */
  farEnd(address: string, outcome: Outcome = passes()): this {
    this.udp(address, outcome);
    const seen = this.#observations.pop();
    if (seen !== undefined) this.#observations.push({ ...seen, role: 'control', purpose: 'far-end' });
    return this;
  }

  /** The answers of the system lookup and the configured resolver about a name; by default both answer alike. */
  dns(name: string, system: Said = resolved(undefined, name).map((a) => a.address), resolver: Said = system, row: RowOptions = {}): this {
    const said = (from: NameAnswer['from'], family: 4 | null, what: Said): NameAnswer => ({
      from,
      family,
      addresses: typeof what === 'string' ? [] : [...what],
      durationMs: 1,
      failure: typeof what === 'string' ? failure(what, {}, name) : null,
    });
    const configured = (this.#facts ?? HEALTHY_HOST).resolvers.map((each) => said({ kind: 'resolver', ...each }, 4, resolver));
    const outcome: Outcome = typeof system === 'string' ? { is: 'failed', kind: system, facts: {} } : passes();
    const base = this.#base('dns', { kind: 'name', host: name }, outcome, row, DIRECT);
    const addresses = typeof system === 'string' ? [] : resolved(system, name);
    const phase = { name: 'dns' as const, startMs: 0, durationMs: 1, ok: outcome.is === 'passed', hop: 0, peer: 'target' as const };
    this.#observations.push({
      probe: 'dns',
      ...base,
      phases: [{ ...phase, 'dns.question.name': name, addresses }],
      name,
      answers: [said({ kind: 'system' }, null, system), ...configured],
      addresses,
    });
    return this;
  }

  build(): Session {
    const observations = [...this.#observations];
    const n = `o${observations.length + 1}`;
    const base = this.#base('host', { kind: 'host' }, passes(), { requirement: [] }, DIRECT, n);
    if (this.#facts !== null) observations.push({ probe: 'host', ...base, phases: [], facts: this.#facts });
    return {
      tool: { name: 'gitpod-doctor', version: '0.0.0' },
      startedAt: '2026-11-23T10:00:00Z',
      durationMs: 1000,
      catalog: { version: 'test', source: 'https://example.com/', sha256: '', overlay: null },
      limits: DEFAULT_LIMITS,
      demo: null,
      baseline: this.#baseline,
      profile: this.#profile,
      requirements: [...this.#requirements.values()],
      observations,
      requests: [...this.#requests],
      asked: new Set(this.#asked),
      notStarted: new Map(this.#notStarted),
      path: [],
      watches: [],
      faults: [],
    };
  }

  #web(
    probe: 'https' | 'http' | 'tcp' | 'download',
    target: Extract<Target, { host: string; port: number }>,
    outcome: Outcome,
    row: RowOptions,
  ): this {
    const base = this.#base(probe, target, outcome, row, this.#route);
    const facts: OutcomeFacts = outcome.is === 'passed' || outcome.is === 'failed' ? outcome.facts : {};
    const kind = outcome.is === 'failed' ? outcome.kind : null;
    const proxy = this.#route.via === 'proxy' ? this.#route.proxy : null;
    const path = target.kind === 'tcp' ? '/' : target.path;
    const at = { port: target.port, path, speaks: probe, proxy };
    const next = facts.redirectsTo;
    const redirect = next === undefined ? null : { scheme: 'https' as const, host: next, port: 443 };
    const last = { ...at, host: next ?? target.host, hop: next === undefined ? 0 : 1, kind, facts };
    const first = { ...at, host: target.host, hop: 0, kind: null, facts: { status: 302, answer: { redirect } } };
    const ran = outcome.is === 'passed' || outcome.is === 'failed';
    const phases = ran ? [...(next === undefined ? [] : hopPhases(first)), ...hopPhases(last)] : [];
    const unverifiedAnswer = facts.unverified === undefined ? null : httpAnswer(facts.unverified);
    this.#observations.push({ probe, ...base, phases, unverifiedAnswer });
    return this;
  }

  #base(probe: ProbeRequest['probe'], target: Target, outcome: Outcome, row: RowOptions, route: Route, id?: string) {
    const requirements = this.#rows(target, row);
    const role = row.role ?? 'row';
    const purpose = row.purpose ?? null;
    const nameIsOurs = row.nameIsOurs ?? false;
    const unkeyed = { ...PLAIN_REQUEST, probe, target, route, role, purpose, requirements, nameIsOurs, ...row.request };
    const request: ProbeRequest = { ...unkeyed, key: requestKey(unkeyed) };
    this.#requests.push(request);
    return {
      id: id ?? `o${this.#observations.length + 1}`,
      request: request.key,
      target,
      route,
      role,
      purpose,
      requirements,
      nameIsOurs,
      state: outcome.is === 'passed' || outcome.is === 'failed' ? ('completed' as const) : outcome.is,
      cancelledBy: outcome.is === 'cancelled' ? outcome.by : null,
      startedAt: '2026-11-23T10:00:00Z',
      startMs: 0,
      durationMs: 10,
      failure: outcome.is === 'failed' ? failure(outcome.kind, outcome.facts, targetText(target)) : null,
    };
  }

  #rows(target: Target, row: RowOptions): string[] {
    const name = 'host' in target ? target.host : targetText(target);
    const given = row.requirement ?? ('port' in target && target.port !== 443 ? `${name}:${target.port}` : name);
    const ids = typeof given === 'string' ? [given] : [...given];
    for (const id of ids) {
      const known = this.#requirements.get(id) ?? requirementFor(id, target);
      const targets = known.targets.some((each) => targetText(each.target) === targetText(target));
      const added = targets || target.kind === 'name' || row.role === 'control' ? [] : [{ target, standsFor: null }];
      this.#requirements.set(id, { ...known, targets: [...known.targets, ...added], ...row.of });
      this.#asked.add(id);
    }
    return ids;
  }
}

export function session(profile: Partial<Profile> = {}): SessionBuilder {
  return new SessionBuilder(profile);
}

function forwardProxy(url: string): ForwardProxy {
  const { protocol, hostname, port } = new URL(url);
  const scheme = PROXY_SCHEMES.find((known) => `${known}:` === protocol) ?? 'http';
  return { scheme, host: hostname, port: port === '' ? 80 : Number(port) };
}
