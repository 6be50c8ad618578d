/** An ordinary request of a requirement, as a base for tests. */
import type { ProbeRequest } from '../probe-request.ts';

export const PLAIN_REQUEST: Omit<ProbeRequest, 'key' | 'probe' | 'target' | 'route'> = {
  role: 'row',
  purpose: null,
  requirements: [],
  trust: ['public', 'system'],
  proof: null,
  family: null,
  address: null,
  serverName: null,
  method: 'GET',
  checksumUrl: null,
  stageMs: null,
  nameIsOurs: false,
};
