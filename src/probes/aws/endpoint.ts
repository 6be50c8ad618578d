/**
 * The endpoint of a call: the one that the SDK computes, or the one that a setting gives (SDKs and Tools Reference Guide, "Service-specific
 * endpoints"). The facts name the setting, because a setting left over from a local emulator looks like an outage.
 */
import { addressClass } from '../../model/address.ts';
import { isLocalName } from '../../model/host-syntax.ts';
import { bareHost } from '../../model/target.ts';
import type { SharedFiles } from './shared-files.ts';

export type Service = 'ec2' | 'sts' | 'ssm';

export interface Endpoint {
  url: URL;
  /** The variable or setting that gives the endpoint; null if none does. */
  custom: string | null;
}

export type EndpointRules = (parameters: { Region: string; UseFIPS: boolean; UseDualStack: boolean }) => { url: URL };

export function endpointOf(
  service: Service,
  region: string,
  from: { environment: Readonly<Record<string, string>>; files: SharedFiles; profile: string },
  rules: EndpointRules,
): Endpoint {
  const custom = customEndpoint(service, from);
  if (custom !== null) return custom;
  const isOn = (variable: string, setting: string) =>
    (from.environment[variable] ?? from.files.profiles.get(from.profile)?.get(setting) ?? '').toLowerCase() === 'true';
  const { url } = rules({
    Region: region,
    UseFIPS: isOn('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    UseDualStack: isOn('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  });
  return { url, custom: null };
}

/** The remote address without TLS that a call of this service would use; null if it uses TLS or loopback. */
export function plainHttpEndpoint(service: Service, from: Parameters<typeof endpointOf>[2]): Endpoint | null {
  // A call to STS for a role's credentials may come before this call.
  const led = [customEndpoint(service, from), customEndpoint('sts', from)];
  return (
    led.find((endpoint) => endpoint !== null && endpoint.url.protocol === 'http:' && !isThisMachine(bareHost(endpoint.url.hostname))) ??
    null
  );
}

function isThisMachine(host: string): boolean {
  return isLocalName(host) || addressClass(host) === 'loopback';
}

/** Reads the service's variable, then the general one, then the profile. A value that is not a URL is skipped. */
function customEndpoint(service: Service, { environment, files, profile }: Parameters<typeof endpointOf>[2]): Endpoint | null {
  if ((environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? '').toLowerCase() === 'true') return null;
  const settings = files.profiles.get(profile);
  const services = files.services.get(settings?.get('services') ?? '');
  const candidates: [name: string, value: string | undefined][] = [
    [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`]],
    ['AWS_ENDPOINT_URL', environment['AWS_ENDPOINT_URL']],
    ['services', services?.get(`${service}.endpoint_url`)],
    ['endpoint_url', settings?.get('endpoint_url')],
  ];
  for (const [name, value] of candidates) {
    const url = value === undefined || value === '' ? null : URL.parse(value);
    if (url !== null && ['https:', 'http:'].includes(url.protocol)) return { url, custom: name };
  }
  return null;
}
