/**
 * The shared state of AWS probes. Credentials are looked up once, and all endpoints follow the same rules. The SDK is loaded for the first
 * call with credentials, and for sources that only the SDK can read (IAM Identity Center, role, command).
 */
import type { AwsOptions } from '../../model/aws/ask.ts';
import type { Failure } from '../../model/failure.ts';
import { scaleToLimits } from '../../model/profile.ts';
import type { Route } from '../../model/target.ts';
import type { Measurement } from '../measurement.ts';
import { parseCertificates } from '../tls/pem.ts';
import { certificatesIn } from '../tls/stores.ts';
import { CertificateStore } from '../tls/trust-path.ts';
import type { Tools } from '../tools.ts';
import { credentialTable } from './credential-table.ts';
import { type Endpoint, endpointOf, plainHttpEndpoint, type Service } from './endpoint.ts';
import type { AnswerMarks } from './genuine.ts';
import type { InstanceRole } from './instance.ts';
import { requestInstanceKeys } from './instance-keys.ts';
import { loadAwsKeys } from './keys.ts';
import type * as Sdk from './sdk.ts';
import { createSdkConnection } from './sdk-connection.ts';
import type { ProfileSettings } from './shared-files.ts';

/** A prepared call. It loads and sends nothing until its keys are requested. */
export interface PreparedCall {
  /**
   * The address without TLS to which the call would send this machine's credentials; null if the endpoint uses TLS, or if there are no
   * credentials.
   */
  inClear(service: Service): Endpoint | null;
  /** Throws `NoCredentialsError`, or the SDK's own error. */
  keys(): Promise<Sdk.AwsKeys>;
  /** Loads the SDK. */
  call(): Promise<ConnectedCall>;
  /** The number of answers to the call and its retries. */
  attempts(): number;
  /** The route of the last connection. `wayFailure` is its failure; null if it opened, or if none was attempted. */
  route(): Route;
  wayFailure(): Failure | null;
}

/** The SDK clients of one call; their connections are recorded in its measurement. */
export interface ConnectedCall {
  sdk: typeof Sdk;
  of<S extends Service>(service: S): ReturnType<typeof Sdk.createClient<S>>;
  endpoint(service: Service): Endpoint;
}

export interface AwsSession {
  open(
    measurement: Measurement,
    tools: Tools,
    ask: AwsOptions,
    region: string,
    onAnswer: (marks: AnswerMarks) => void,
  ): Promise<PreparedCall>;
}

const REQUEST_MS = 8000;
/** Credentials that expire within this time are fetched again. */
const EARLY_MS = 60_000;

export function createAwsSession(instance: InstanceRole): AwsSession {
  const known = new Map<string, Sdk.AwsKeys>();
  return {
    async open(measurement, tools, ask, region, onAnswer) {
      const { world } = tools;
      const table = await credentialTable(world, { profile: ask.profile, mayRunProcess: ask.mayRunProcess, instance: instance.answers });
      const from = { environment: world.environment, files: table.files, profile: table.facts.profile.name };
      const way = createSdkConnection(measurement, withAwsTrust(tools, table.files.profiles.get(table.facts.profile.name)));
      const handler = async () => (await import('./sdk.ts')).createHandler(way, scaleToLimits(REQUEST_MS, measurement.context.limits));
      let attempts = 0;

      async function keys(): Promise<Sdk.AwsKeys> {
        const name = JSON.stringify([ask.profile, ask.mayRunProcess]);
        const before = known.get(name);
        if (before !== undefined && (before.expiration === undefined || before.expiration.getTime() > Date.now() + EARLY_MS)) return before;
        const fresh = await loadAwsKeys({ world, table, region, handler, instanceKeys: () => requestInstanceKeys(measurement, tools) });
        known.set(name, fresh);
        return fresh;
      }

      async function call(): Promise<ConnectedCall> {
        const sdk = await import('./sdk.ts');
        const requestHandler = await handler();
        const endpoint = (service: Service) => endpointOf(service, region, from, sdk.endpointRules(service));
        const clients = new Map<Service, unknown>();
        return {
          sdk,
          endpoint,
          of<S extends Service>(service: S) {
            const options = {
              region,
              endpoint: endpoint(service).url,
              keys,
              handler: requestHandler,
              userAgent: world.userAgent,
              onAnswer(marks: AnswerMarks) {
                attempts += 1;
                onAnswer(marks);
              },
            };
            const client = clients.get(service) ?? sdk.createClient(service, options);
            clients.set(service, client);
            return client as ReturnType<typeof Sdk.createClient<S>>;
          },
        };
      }

      const inClear = (service: Service) => (table.facts.takes === null ? null : plainHttpEndpoint(service, from));
      return { inClear, keys, call, attempts: () => attempts, route: way.route, wayFailure: way.failure };
    },
  };
}

/** AWS's tools trust the file of AWS_CA_BUNDLE, or of the profile's `ca_bundle`, in addition to this program's stores. */
function withAwsTrust(tools: Tools, settings: ProfileSettings | undefined): Tools {
  const { environment } = tools.world;
  const bundle = environment['AWS_CA_BUNDLE'] || settings?.get('ca_bundle');
  if (bundle === undefined || bundle === '') return tools;
  let stores: ReturnType<Tools['stores']> | null = null;
  const read = async () => {
    const files = [bundle, environment['SSL_CERT_FILE'], environment['NODE_EXTRA_CA_CERTS']];
    const [known, ...certificates] = await Promise.all([tools.stores(), ...files.map(certificatesIn)]);
    return { ...known, extra: new CertificateStore(parseCertificates(certificates.flatMap((each) => each ?? []))) };
  };
  return {
    ...tools,
    stores() {
      stores ??= read();
      return stores;
    },
  };
}
