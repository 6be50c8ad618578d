/** Closed lists of the values that are kept from an HTTP answer, so that no value can name a network. */

/** Media types of the catalogue's services and of block and login pages. */
export const MEDIA_TYPES: ReadonlySet<string> = new Set(
  `application/json application/octet-stream application/gzip application/x-gzip application/x-tar application/zip
  application/xml application/x-xz application/xhtml+xml application/javascript application/problem+json
  application/vnd.docker.distribution.manifest.v2+json application/vnd.docker.distribution.manifest.list.v2+json
  application/vnd.oci.image.manifest.v1+json application/vnd.oci.image.index.v1+json application/x-amz-json-1.0
  application/x-amz-json-1.1 application/grpc application/grpc-web application/connect+json application/x-sh
  binary/octet-stream text/html text/plain text/xml text/css text/javascript text/json image/png image/svg+xml`.split(/\s+/),
);

/** Header names that identify services and middleboxes; only the names are kept. */
export const HEADERS_OF_INTEREST: ReadonlySet<string> = new Set(
  `alt-svc cf-ray docker-distribution-api-version etag proxy-authenticate retry-after server set-cookie
  strict-transport-security via www-authenticate x-amz-bucket-region x-amz-cf-id x-amz-cf-pop x-amz-id-2
  x-amz-request-id x-amzn-errortype x-amzn-requestid x-amzn-trace-id x-azure-ref x-cache x-github-request-id
  x-ms-request-id x-msedge-ref x-served-by x-squid-error x-vss-e2eid`.split(/\s+/),
);
