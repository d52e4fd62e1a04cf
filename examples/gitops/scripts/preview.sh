#!/usr/bin/env bash
# Previews the stack PULUMI_STACK, compared with what the services hold now, and writes summary.md for people. Arguments go to
# pulumi; the exit code is pulumi's.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
stack=${PULUMI_STACK:?set it to the name of the stack}
events=$(mktemp)
trap 'rm -f "$events"' EXIT

# The event log has what --json leaves out: which policies are violated. Pulumi's Automation API reads it in the same way.
PULUMI_DEBUG_COMMANDS=true pulumi preview --stack "$stack" --refresh --non-interactive --color never --suppress-progress \
    --policy-pack policy --policy-pack-config "policy/${stack##*/}.json" --event-log "$events" "$@"
code=$?

node scripts/summary.mjs "$stack" "$code" "$events" >summary.md || exit 1
exit "$code"
