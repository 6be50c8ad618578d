/** Runs the probes: implements the port through which the program reaches the network. */
import type { Observation, SshConnectObservation } from '../model/observation.ts';
import type { ProbePort } from '../run/probe-port.ts';
import { createAwsSession } from './aws/aws-session.ts';
import { probeCall } from './aws/call-probe.ts';
import { probeCredentials } from './aws/credentials-probe.ts';
import type { InstanceRole } from './aws/instance.ts';
import { probeName } from './dns/dns-probe.ts';
import { keepAnsweredLookups } from './dns/heard.ts';
import { createNameResolver } from './dns/names.ts';
import { probeDownload } from './download-probe.ts';
import { type Probe, runGuarded } from './guard.ts';
import { processStalls } from './limits/stalls.ts';
import { limitConcurrency } from './limits/within.ts';
import { probeHost } from './machine/host-probe.ts';
import { createProgramTrust } from './machine/trust/program-trust.ts';
import type { Measurement } from './measurement.ts';
import { probeMetadata } from './metadata/metadata-probe.ts';
import { createStoreReader } from './tls/stores.ts';
import type { Tools } from './tools.ts';
import { probeUdp } from './udp-probe.ts';
import { probeWeb } from './web-probe.ts';
import type { World } from './world.ts';

export { readProxySettings } from './machine/host-probe.ts';
export { proxySecretForms } from './proxy-credentials.ts';
export { pretendWorld, systemWorld, type World } from './world.ts';

/** `clean` redacts the message of an internal error (`guard.ts`). */
export function createProbes(world: World, clean: ((text: string) => string) | null = null): ProbePort {
  const trust = createStoreReader(world);
  const tools: Tools = {
    world,
    names: keepAnsweredLookups(createNameResolver(world)),
    stores: trust.stores,
    programs: createProgramTrust(world, trust.stores),
  };
  const probe = probeWith(tools);
  return {
    run: limitConcurrency((request, context) => runGuarded(probe, request, context, clean)),
    noticeStops: processStalls.watch,
    stoppedMs: processStalls.stoppedMs,
    close: async () => {
      tools.names.close();
      trust.close();
    },
  };
}

function probeWith(tools: Tools): Probe {
  const instance: InstanceRole = { answers: null };
  const awsSession = createAwsSession(instance);
  return (measurement, blank): Promise<Observation> => {
    switch (blank.probe) {
      case 'host':
        return probeHost(measurement, blank, tools.world);
      case 'dns':
        // Loaded on demand: few runs need full answers.
        return blank.purpose === 'dns-details'
          ? import('./dns/details-probe.ts').then(({ probeDetails }) => probeDetails(measurement, blank, tools.world))
          : probeName(measurement, blank, tools.names);
      case 'udp':
        return probeUdp(measurement, blank, tools.world);
      case 'download':
        return probeDownload(measurement, blank, tools);
      case 'aws':
        return probeCall(measurement, blank, tools, awsSession);
      case 'aws-credentials':
        return probeCredentials(measurement, blank, tools.world, instance);
      case 'metadata':
        return probeMetadata(measurement, blank, tools, instance);
      case 'google-metadata':
        // Loaded on demand: only the runner on Google Cloud needs it.
        return import('./metadata/google-probe.ts').then(({ probeGoogleMetadata }) => probeGoogleMetadata(measurement, blank, tools));
      case 'ssh-config':
        // Loaded on demand: it starts programs, and most walks do not need it.
        return import('./ssh/config-probe.ts').then(({ probeSshConfig }) => probeSshConfig(measurement, blank, tools.world));
      case 'proxy-script':
        // Loaded on demand: few machines have a script.
        return import('./pac/script-probe.ts').then(({ probeScript }) => probeScript(measurement, blank, tools));
      case 'proxy-login':
        // Loaded on demand: few proxies ask for a login.
        return import('./login/login-probe.ts').then(({ probeLogin }) => probeLogin(measurement, blank, tools));
      case 'ssh-connect':
        return connectToAlias(measurement, blank, tools);
      case 'https':
      case 'http':
      case 'tcp':
        // Reading the machine's trust store takes longer than a lookup, so both run in parallel.
        if (blank.probe === 'https') void tools.stores();
        return probeWeb(measurement, blank, tools);
    }
  };
}

/** Loaded with the first connection, because many walks make none. */
async function connectToAlias(measurement: Measurement, blank: SshConnectObservation, tools: Tools): Promise<Observation> {
  const [{ probeSshConnect }, { createAliasReader }] = await Promise.all([
    import('./ssh/connect/probe.ts'),
    import('./ssh/connect/read-alias.ts'),
  ]);
  return probeSshConnect(measurement, blank, tools, createAliasReader(tools.world));
}
