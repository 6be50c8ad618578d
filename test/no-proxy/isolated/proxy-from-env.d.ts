/** The package has no types of its own. */
declare module 'proxy-from-env' {
  /** The URL of the proxy for a URL; empty if the host is reached directly. */
  export function getProxyForUrl(url: string): string;
}
