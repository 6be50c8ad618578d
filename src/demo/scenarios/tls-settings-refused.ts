/** An alert says that no settings suit both sides. */
import type { Scenario } from '../description.ts';
import { ENVIRONMENT } from './parts.ts';

export const tlsSettingsRefused: Scenario = {
  name: 'tls-settings-refused',
  title: 'A device accepts no cipher that is offered',
  profile: ENVIRONMENT,
  network: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls', alert: 40 }], ec2: true },
};
