#!/usr/bin/env bash
# Runs a command that signs in with the service connection of an AzureCLI@2 task. The task sets the AZURESUBSCRIPTION_* variables; the step
# must map SYSTEM_ACCESSTOKEN in its env.
set -euo pipefail
export ARM_USE_OIDC=true
export ARM_TENANT_ID=${AZURESUBSCRIPTION_TENANT_ID:?is set by the task AzureCLI@2}
export ARM_CLIENT_ID=${AZURESUBSCRIPTION_CLIENT_ID:?is set by the task AzureCLI@2}
: "${AZURESUBSCRIPTION_SERVICE_CONNECTION_ID:?is set by the task AzureCLI@2}"
: "${SYSTEM_ACCESSTOKEN:?map it in the env of the step: \$(System.AccessToken)}"
exec "$@"
