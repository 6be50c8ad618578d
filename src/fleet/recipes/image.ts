/** A container image with the program and its profile, for engines that start containers. */
import { checkFiles } from './check-script.ts';
import type { RecipeFile, RecipeInput } from './recipe.ts';

export function imageFiles(input: RecipeInput): RecipeFile[] {
  return [{ path: 'image/Dockerfile', text: DOCKERFILE }, ...checkFiles(input, 'image/')];
}

/** Debian has the C library that the program needs. The first stage keeps the binary of the other architecture out of the image. */
const DOCKERFILE = `FROM debian:13-slim AS choose
COPY gitpod-doctor-linux-* /programs/
RUN case $(uname -m) in aarch64|arm64) arch=arm64 ;; *) arch=x64 ;; esac && \\
    install -m 0755 /programs/gitpod-doctor-linux-$arch /gitpod-doctor

FROM debian:13-slim
COPY --from=choose /gitpod-doctor /opt/gitpod-doctor/gitpod-doctor
COPY check.sh profile.json /opt/gitpod-doctor/
RUN chmod 0644 /opt/gitpod-doctor/check.sh /opt/gitpod-doctor/profile.json && /opt/gitpod-doctor/gitpod-doctor --version
USER 65532:65532
ENTRYPOINT ["/bin/sh", "/opt/gitpod-doctor/check.sh"]
`;
