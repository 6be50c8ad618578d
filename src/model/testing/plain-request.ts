/** A request of a row, without anything special about it, from which tests depart. */
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
