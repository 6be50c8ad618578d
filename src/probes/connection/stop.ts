import type { Route } from '../../model/target.ts';

/** The destination of one hop, and its route. */
export interface Hop {
  scheme: 'https' | 'http' | 'tcp';
  host: string;
  port: number;
  route: Route;
  /** 0 is the request's target; redirects count from 1. */
  hop: number;
  /** The ALPN offer, if it differs from that of production clients. */
  alpn?: readonly string[];
}
