/** The quotes of a shell script have become part of the value; direct egress works. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, proxyEnvironment, STANDARD_RUNNER } from './parts.ts';

export const proxyVariableInvalid: Scenario = {
  name: 'proxy-variable-invalid',
  title: 'A proxy variable is not a URL',
  profile: STANDARD_RUNNER,
  network: { environment: proxyEnvironment(DOCUMENTED_NO_PROXY, '"http://proxy.example.internal:3128"'), ec2: true },
};
