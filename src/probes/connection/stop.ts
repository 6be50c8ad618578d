import type { Route } from '../../model/target.ts';

/** Where one hop leads, and the way it takes. */
export interface Stop {
  scheme: 'https' | 'http' | 'tcp';
  host: string;
  port: number;
  route: Route;
  /** 0 is the target of the request; redirects count from 1. */
  hop: number;
  /** What is offered in the handshake, where it is not what production clients offer. */
  alpn?: readonly string[];
}
