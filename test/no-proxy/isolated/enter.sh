# Makes a network of this machine alone, in which every host of the cases is this machine; then starts the command.
# Run by `unshare --net --mount`: whatever a program would do, nothing can leave.
set -e
hosts=$1
shift
ip link set lo up
ip addr add 169.254.169.254/32 dev lo
ip addr add 10.1.2.3/32 dev lo
ip -6 addr add fd00:ec2::254/128 dev lo nodad
mount --bind "$hosts" /etc/hosts
exec "$@"
