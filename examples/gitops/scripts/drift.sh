#!/usr/bin/env bash
# Says whether the services still hold what the program declares. Ends with 0 if they do, with 7 if an up would change something,
# and with another code if that could not be found out. Changes nothing.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

code=0
scripts/preview.sh --expect-no-changes || code=$?
case $code in
0) echo "No drift: the services hold what is declared." ;;
7) echo "Drift: the services do not hold what is declared; an up would change it as listed above." ;;
*) echo "Whether there is drift is not known: the preview failed." ;;
esac
exit "$code"
