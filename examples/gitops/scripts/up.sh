#!/usr/bin/env bash
# Deploys the stack PULUMI_STACK, and repairs drift. Exits with pulumi's exit code.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
stack=${PULUMI_STACK:?set it to the name of the stack}

# Do not skip the preview: stack policies run last, so without a preview they would run after the changes were made.
exec pulumi up --stack "$stack" --refresh --yes --non-interactive --color never --suppress-progress \
    --policy-pack policy --policy-pack-config "policy/${stack##*/}.json"
