import type { ControlPurpose, ProbeRequest } from '../../model/probe-request.ts';
import { targetHost } from '../../model/target.ts';
import { run, type Story } from './world.ts';

/** The requests of a story for this purpose. */
export function controls(story: Story, purpose: ControlPurpose): ProbeRequest[] {
  return run(story).filter((request) => request.purpose === purpose);
}

export function isRow(request: ProbeRequest, host: string): boolean {
  return request.role === 'row' && request.probe === 'https' && targetHost(request.target) === host;
}
