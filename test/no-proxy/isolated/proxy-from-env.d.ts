/** The package brings no types of its own. */
declare module 'proxy-from-env' {
  /** The URL of the proxy for a URL; empty where it is to be reached directly. */
  export function getProxyForUrl(url: string): string;
}
