#!/bin/sh
# Starts the bot for a load rig, by the rig's variables: TELEGRAM_API_URL, TELEGRAM_BOT_TOKEN, BOT_MODE (polling or
# webhook), WEBHOOK_PORT, WEBHOOK_URL, WEBHOOK_SECRET. It keeps its data in Redis where REDIS_URL is set, else in
# GUANXI_DATA, or a folder of the rig's process, which finds it again after a kill. LOAD_BIN is a binary built before;
# without it one is built beside the data.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
: "${GUANXI_DATA:=${TMPDIR:-/tmp}/guanxi-load-$PPID}"
export GUANXI_DATA
if [ -z "${LOAD_BIN:-}" ]; then
  LOAD_BIN=$GUANXI_DATA.bin
  (cd "$here" && CGO_ENABLED=0 go build -o "$LOAD_BIN" ./cmd/guanxi) # a second time it has nothing to do
fi
if [ "${BOT_MODE:-polling}" = webhook ]; then
  export GUANXI_LISTEN="127.0.0.1:$WEBHOOK_PORT" GUANXI_WEBHOOK_URL="$WEBHOOK_URL" GUANXI_WEBHOOK_SECRET="$WEBHOOK_SECRET"
else
  export GUANXI_LISTEN=127.0.0.1:0
fi
exec "$LOAD_BIN" run
