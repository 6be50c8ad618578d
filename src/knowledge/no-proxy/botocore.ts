/**
 * botocore 1.43 (AWS CLI, boto3): botocore/utils.py (get_environ_proxies, should_bypass_proxies) asks Python's urllib
 * for host and port of the URL as it is spelt, so the two never differ; metadata is asked for by the same rules.
 */
export { urllibWay as botocoreWay } from './urllib.ts';
