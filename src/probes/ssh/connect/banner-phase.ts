/** The phase from the open connection to the line `SSH-2.0-…`, for an alias and for a port that must speak SSH. */
import type { Socket } from 'node:net';
import type { Failure, FailureKind } from '../../../model/failure.ts';
import { hostPort } from '../../../model/target.ts';
import { fail } from '../../classify.ts';
import { CancelledError } from '../../deadline.ts';
import type { Measurement } from '../../measurement.ts';
import { type Banner, readBanner } from './banner.ts';
import type { AliasSettings } from './settings.ts';

const AT = { hop: 0, peer: 'target' } as const;

/** Reads the first line of the server, and sends nothing unless the server stays silent. */
export async function bannerPhase(
  measurement: Measurement,
  socket: Socket,
  { hostname, port }: Pick<AliasSettings, 'hostname' | 'port'>,
): Promise<Failure | null> {
  const end = measurement.begin(AT.hop, AT.peer);
  const banner = await readBanner(socket, measurement.stageMs, measurement.signal);
  if (measurement.signal.aborted) throw new CancelledError();
  const kind = bannerFailure(banner);
  measurement.phases.push({
    name: 'banner',
    ...end(kind === null),
    'server.address': hostname,
    'server.port': port,
    software: banner.how === 'banner' ? banner.version : null,
    answeredBy: banner.how === 'banner' ? 'ssh' : banner.how === 'not-ssh' ? banner.speaks : null,
    linesBefore: banner.how === 'banner' ? banner.linesBefore : 0,
    receivedBytes: 'bytes' in banner ? banner.bytes : 0,
  });
  return kind === null ? null : fail(kind, hostPort(hostname, port));
}

function bannerFailure(banner: Banner): FailureKind | null {
  switch (banner.how) {
    case 'banner':
      return null;
    case 'not-ssh':
      return 'ssh.not-ssh';
    case 'closed':
      return 'ssh.banner-closed';
    case 'reset':
      return 'ssh.banner-reset';
    case 'silent':
      return 'ssh.banner-timeout';
  }
}
