#!/bin/sh
set -eu
curl --fail --silent --show-error --max-time 10 "https://$1/api/teas/" >/dev/null
echo "$1 answers"
