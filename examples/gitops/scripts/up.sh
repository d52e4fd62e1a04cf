#!/usr/bin/env bash
# Makes true what the program declares for the stack PULUMI_STACK; what has drifted is put right too. The exit code is pulumi's.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
stack=${PULUMI_STACK:?set it to the name of the stack}

# The preview that comes first is not skipped: policies of the whole stack are judged at its end, and so at the end of an update
# that has none.
exec pulumi up --stack "$stack" --refresh --yes --non-interactive --color never --suppress-progress \
    --policy-pack policy --policy-pack-config "policy/${stack##*/}.json"
