#!/usr/bin/env bash
# Checks whether the services still match what the program declares, and changes nothing. Exits with 0 if they do, with 7 if an up would
# change something, and with another code if the check itself failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

code=0
scripts/preview.sh --expect-no-changes || code=$?
case $code in
0) echo "No drift: the services match what is declared." ;;
7) echo "Drift: the services do not match what is declared. An up would make the changes above." ;;
*) echo "The drift check failed: the preview did not succeed." ;;
esac
exit "$code"
