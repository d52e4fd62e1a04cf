#!/usr/bin/env bash
# Previews the stack PULUMI_STACK against the current state of the services, and writes summary.md. Passes its arguments on to pulumi, and
# exits with pulumi's exit code.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
stack=${PULUMI_STACK:?set it to the name of the stack}
events=$(mktemp)
trap 'rm -f "$events"' EXIT

# The event log contains policy violations, which --json leaves out. The Automation API reads it in the same way.
PULUMI_DEBUG_COMMANDS=true pulumi preview --stack "$stack" --refresh --non-interactive --color never --suppress-progress \
    --policy-pack policy --policy-pack-config "policy/${stack##*/}.json" --event-log "$events" "$@"
code=$?

node scripts/summary.mjs "$stack" "$code" "$events" >summary.md || exit 1
exit "$code"
