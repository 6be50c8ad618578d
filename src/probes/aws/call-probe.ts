/** One AWS call: the phases of its connection, then AWS's answer. Pasted output is used as the answer, and nothing is sent. */

import { readDenial } from '../../knowledge/aws/denied-message.ts';
import { partitionOf } from '../../knowledge/aws/regions.ts';
import { AWS_CALL_MS, type AwsOptions } from '../../model/aws/ask.ts';
import type { AwsTarget } from '../../model/aws/operation.ts';
import type { AwsPhase } from '../../model/aws/phase.ts';
import type { AwsResult } from '../../model/aws/result.ts';
import type { Failure } from '../../model/failure.ts';
import type { AwsObservation } from '../../model/observation.ts';
import { scaleToLimits } from '../../model/profile.ts';
import { bareHost, hostPort } from '../../model/target.ts';
import { fail } from '../classify.ts';
import { settle } from '../deadline.ts';
import { portOf } from '../http/redirects.ts';
import type { Measurement, PhaseTimes } from '../measurement.ts';
import type { Tools } from '../tools.ts';
import type { AwsSession } from './aws-session.ts';
import { type AwsError, classifyAws } from './classify-aws.ts';
import { type DecodedDenial, decodeDenial } from './decode.ts';
import type { Endpoint } from './endpoint.ts';
import type { AnswerMarks } from './genuine.ts';
import { removeKeys } from './keys.ts';
import { OPERATION_SERVICES, OPERATIONS } from './operations.ts';
import type { AwsKeys } from './sdk.ts';

const MAX_MESSAGE_LENGTH = 2000;

const NO_ASK: AwsOptions = { profile: null, mayRunProcess: false, mayDecode: false, launch: null, pasted: null };

export async function probeCall(
  measurement: Measurement,
  blank: AwsObservation,
  tools: Tools,
  awsSession: AwsSession,
): Promise<AwsObservation> {
  const { target } = measurement.request;
  if (target.kind !== 'aws') throw new TypeError(`no AWS call in a target of kind ${target.kind}`);
  const { region } = target;
  const ask = measurement.request.aws ?? NO_ASK;
  const known = unsent(target, ask);
  if (known !== null) {
    const end = measurement.begin(0, 'target');
    const ok = known.failure === null;
    return {
      ...blank,
      phases: [{ ...emptyPhase(target), ...end(ok), result: known.result, ...(ok ? { pasted: true as const } : {}) }],
      failure: known.failure,
    };
  }

  const begunMs = measurement.context.nowMs();
  const heard: { marks: AnswerMarks | null; keys: AwsKeys | null } = { marks: null, keys: null };
  const opening = await awsSession.open(measurement, tools, ask, region, (marks) => {
    heard.marks = marks;
  });
  const service = OPERATION_SERVICES[target.operation];
  const clear = ask.mayGoInClear === true ? null : opening.inClear(service);
  if (clear !== null) return withheld(measurement, blank, target, clear);
  let endpoint: AwsObservation['endpoint'];
  const send = async (found: AwsKeys): Promise<Settled> => {
    heard.keys = found;
    const call = await opening.call();
    const { url, custom } = call.endpoint(service);
    endpoint = { host: bareHost(url.hostname), port: portOf(url), custom };
    return settle(scaleToLimits(AWS_CALL_MS, measurement.context.limits), measurement.signal, (signal) =>
      OPERATIONS[target.operation]({ ...call, target, launch: ask.launch, signal }),
    );
  };
  const keys = await settle(scaleToLimits(AWS_CALL_MS, measurement.context.limits), measurement.signal, () => opening.keys());
  const settled = keys.how === 'done' ? await send(keys.value) : keys;
  const host = endpoint?.host ?? `${service}.${region}.${partitionOf(region).suffix}`;

  /**
   * Decodes the denial by a separate call, whose connections are not recorded as phases. The phase of the denied call contains the outcome.
   */
  async function decode(encoded: string | null): Promise<DecodedDenial> {
    if (encoded === null) return { how: 'not-needed', decoded: null };
    if (!ask.mayDecode) return { how: 'no-consent', decoded: null };
    const again = await measurement.aside(async () => {
      const clients = await (await awsSession.open(measurement, tools, ask, region, () => {})).call();
      return settle(scaleToLimits(AWS_CALL_MS, measurement.context.limits), measurement.signal, (signal) =>
        decodeDenial(encoded, clients, signal),
      );
    });
    return again.how === 'done' ? again.value : { how: 'failed', decoded: null };
  }

  const error = errorOf(settled, host, heard.marks, opening.wayFailure());
  const worded = error?.message == null ? null : readDenial(removeKeys(error.message, heard.keys));
  const isDenial = error?.failure.kind === 'aws.unauthorized';
  const { how, decoded } = await decode(isDenial ? (worded?.encoded ?? null) : null);
  const phase: AwsPhase = {
    ...emptyPhase(target),
    ...timesAfter(measurement, begunMs, error === null),
    'server.address': endpoint?.host ?? null,
    customEndpoint: endpoint?.custom ?? null,
    'http.response.status_code': heard.marks?.status ?? null,
    contentType: heard.marks?.contentType ?? null,
    requestId: heard.marks?.requestId ?? false,
    server: heard.marks?.server ?? null,
    errorCode: error?.code ?? null,
    message: worded?.text.slice(0, MAX_MESSAGE_LENGTH) ?? null,
    denial: isDenial && worded !== null ? { ...worded.denial, decoded } : null,
    decoding: how,
    attempts: opening.attempts(),
    clockSkewMs: heard.marks?.clockSkewMs ?? null,
    result: settled.how === 'done' ? settled.value : null,
  };
  // The phase of a failed connection comes last, because it is more specific than an empty answer.
  const isWay = error !== null && measurement.phases.at(-1)?.ok === false;
  return {
    ...blank,
    route: opening.route(),
    ...(endpoint === undefined ? {} : { endpoint }),
    phases: isWay ? measurement.phases : [...measurement.phases, phase],
    failure: error?.failure ?? null,
  };
}

/**
 * The observation of a call that was not sent, because its key id and session token would be readable on the network and the user did not
 * consent.
 */
function withheld(measurement: Measurement, blank: AwsObservation, target: AwsTarget, { url, custom }: Endpoint): AwsObservation {
  const host = bareHost(url.hostname);
  const phase: AwsPhase = {
    ...{ ...emptyPhase(target), ...measurement.begin(0, 'target')(false) },
    'server.address': host,
    customEndpoint: custom,
  };
  return {
    ...blank,
    endpoint: { host, port: portOf(url), custom },
    phases: [phase],
    failure: fail('aws.in-clear', hostPort(host, portOf(url))),
  };
}

/** No call is made for pasted output, or for a dry run without launch options, because it would test a different launch. */
function unsent(target: AwsTarget, ask: AwsOptions): { result: AwsResult | null; failure: Failure | null } | null {
  if (ask.pasted !== null) return { result: ask.pasted, failure: null };
  const lacksShape = target.operation === 'run-instances-dry-run' && (ask.launch === null || ask.launch.subnet === null);
  return lacksShape ? { result: null, failure: fail('aws.parameter', 'ec2:RunInstances', { code: 'NoSubnet' }) } : null;
}

/** The times since the connection opened, or since the beginning if none opened. */
function timesAfter(measurement: Measurement, begunMs: number, ok: boolean): PhaseTimes {
  const last = measurement.phases.at(-1);
  const startMs = Math.max(0, last === undefined ? begunMs : last.startMs + last.durationMs);
  return { startMs, durationMs: Math.max(0, measurement.context.nowMs() - startMs), ok, hop: 0, peer: 'target' };
}

type Settled = Awaited<ReturnType<typeof settle<AwsResult | null>>>;

function errorOf(settled: Settled, host: string, marks: AnswerMarks | null, wayFailure: Failure | null): AwsError | null {
  const nothing = { code: null, message: null, status: null };
  if (settled.how !== 'done' && wayFailure !== null) return { failure: wayFailure, ...nothing };
  if (settled.how === 'late') return { failure: fail('http.timeout', host), ...nothing };
  if (settled.how === 'failed') return classifyAws(settled.error, host, marks?.clockSkewMs ?? null);
  return settled.value === null ? { failure: fail('aws.not-understood', host), ...nothing } : null;
}

function emptyPhase({ operation, region }: AwsTarget) {
  return {
    name: 'aws' as const,
    operation,
    region,
    'server.address': null,
    customEndpoint: null,
    'http.response.status_code': null,
    contentType: null,
    requestId: false,
    server: null,
    errorCode: null,
    message: null,
    denial: null,
    decoding: 'not-needed' as const,
    attempts: 0,
    clockSkewMs: null,
    result: null,
  };
}
