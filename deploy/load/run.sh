#!/bin/sh
# Starts the bot for a load rig, by the rig's variables: TELEGRAM_API_URL, TELEGRAM_BOT_TOKEN, BOT_MODE (polling or
# webhook), WEBHOOK_PORT, WEBHOOK_URL, WEBHOOK_SECRET. It keeps its data in Redis where REDIS_URL is set, else in
# GUANXI_DATA, or a folder of the rig's process, which finds it again after a kill; those of rigs that are no more are
# removed. LOAD_BIN is a binary built before; without it one is built in the folder of the rig.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
born() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; } # in ticks: numbers of processes come again
rigs=${TMPDIR:-/tmp}/guanxi-load
for old in "$rigs"-*-*; do
  rig=${old#"$rigs"-}
  if [ -O "$old" ] && [ "$(born "${rig%-*}")" != "${rig#*-}" ]; then rm -rf "$old"; fi
done
own=$rigs-$PPID-$(born $PPID)
mkdir -p -m 700 "$own"
export GUANXI_DATA="${GUANXI_DATA:-$own/data}"
if [ -z "${LOAD_BIN:-}" ]; then
  LOAD_BIN=$own/guanxi
  (cd "$here" && CGO_ENABLED=0 go build -o "$LOAD_BIN" ./cmd/guanxi) # a second time it has nothing to do
fi
if [ "${BOT_MODE:-polling}" = webhook ]; then
  export GUANXI_LISTEN="127.0.0.1:$WEBHOOK_PORT" GUANXI_WEBHOOK_URL="$WEBHOOK_URL" GUANXI_WEBHOOK_SECRET="$WEBHOOK_SECRET"
else
  export GUANXI_LISTEN=127.0.0.1:0
fi
exec "$LOAD_BIN" run
