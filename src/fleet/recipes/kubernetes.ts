/** Kubernetes: a DaemonSet measures once on each node, and is deleted after its results were collected. */
import { imageFiles } from './image.ts';
import { type Recipe, type RecipeInput, SCRIPT_START } from './recipe.ts';

export function kubernetesRecipe(input: RecipeInput): Recipe {
  return {
    files: [...imageFiles(input), { path: 'daemonset.yaml', text: DAEMON_SET }, { path: 'run.sh', text: RUN }],
    next: 'build and push the image of the folder image, then: IMAGE=registry.example.com/gitpod-doctor:1 sh run.sh',
  };
}

/** An init container measures: the pod is ready exactly when the measurement has ended, and the log stays readable. */
const DAEMON_SET = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: gitpod-doctor
  labels:
    app.kubernetes.io/name: gitpod-doctor
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: gitpod-doctor
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 100%
  template:
    metadata:
      labels:
        app.kubernetes.io/name: gitpod-doctor
    spec:
      # Pods measure their own network. To measure that of the node: hostNetwork: true
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 0
      # Every node, tainted ones included.
      tolerations:
        - operator: Exists
      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        runAsGroup: 65532
        seccompProfile:
          type: RuntimeDefault
      initContainers:
        - name: check
          image: IMAGE
          # 1 and 3 are results too. Any other status starts the container again.
          command: ["/bin/sh", "-c", "/bin/sh /opt/gitpod-doctor/check.sh; code=$?; case $code in 1|3) exit 0 ;; esac; exit $code"]
          env:
            - name: PLACE
              valueFrom:
                fieldRef:
                  fieldPath: spec.nodeName
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 512Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: ["ALL"]
      containers:
        - name: wait
          image: IMAGE
          command: ["/bin/sleep", "3600"]
          resources:
            requests:
              cpu: 1m
              memory: 8Mi
            limits:
              memory: 32Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: ["ALL"]
`;

const RUN = `#!/bin/sh
# Measures once from each node of a cluster and brings the results back.
#   IMAGE=registry.example.com/gitpod-doctor:1 sh run.sh
# IMAGE      the image that was built from the folder image
# NAMESPACE  where the pods run (default: that of your context)
# SECONDS_TO_WAIT  how long to wait for slow nodes (default: 600)
${SCRIPT_START}image=\${IMAGE:-}
case $image in '' | *[!A-Za-z0-9._/:@-]*) stop 2 'IMAGE is the image: IMAGE=registry.example.com/gitpod-doctor:1 sh run.sh' ;; esac
results=$here/results/$(date -u +%Y%m%dT%H%M%SZ)
set -- \${NAMESPACE:+--namespace "$NAMESPACE"}

# create refuses where another run has not ended.
sed "s|image: IMAGE|image: $image|" "$here/daemonset.yaml" | kubectl "$@" create -f -
trap 'kubectl "$@" delete daemonset/gitpod-doctor --wait=false >/dev/null' EXIT
trap 'exit 130' INT TERM
# A node that cannot start the pod must not keep the results of the others back.
kubectl "$@" rollout status daemonset/gitpod-doctor --timeout="\${SECONDS_TO_WAIT:-600}s" || :
mkdir -p "$results"
kubectl "$@" get pods --selector app.kubernetes.io/name=gitpod-doctor \\
  --output 'jsonpath={range .items[*]}{.metadata.name}{" "}{.spec.nodeName}{"\\n"}{end}' |
  while read -r pod node; do
    name=\${node:-$pod}
    kubectl "$@" logs "$pod" --container check >"$results/$name.txt" 2>"$results/stderr" || {
      printf 'No result from %s: %s\\n' "$name" "$(cat "$results/stderr")" >&2
      # fleet collect names the machine then.
      printf '{"InstanceId":"%s","Status":"no log","StandardOutputContent":""}' "$name" >"$results/$name.txt"
    }
  done
rm -f "$results/stderr"
printf 'The results are in %s\\n' "$results" >&2
if command -v gitpod-doctor >/dev/null; then gitpod-doctor fleet collect "$results"; else
  printf 'Read them: gitpod-doctor fleet collect %s\\n' "$results" >&2
fi
`;
