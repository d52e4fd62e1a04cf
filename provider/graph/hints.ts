/** What a person can do about a refusal of Microsoft Graph, by status; undefined where the service's own words must do. */
export function graphHint(status: number): string | undefined {
    switch (status) {
        case 401:
            return "The credentials are not accepted here: sign in to the tenant that the device is enrolled in, and check that cloud fits it.";
        case 403:
            return (
                "Grant the signed-in identity DeviceManagementServiceConfig.ReadWrite.All with admin consent " +
                "(DeviceManagementServiceConfig.Read.All is enough to read), and check that the tenant has an active Intune license."
            );
        case 404:
            return "Check the deviceId: it is the id of the windowsAutopilotDeviceIdentity, not of the Intune or Microsoft Entra device; getAutopilotDevice finds it by serial number.";
        default:
            return status >= 400 && status < 500 ? correctIt : undefined;
    }
}

/** What a person can do about a refusal of an assign: Intune's 400 seldom says more than that an error has occurred. */
export function assignHint(status: number): string | undefined {
    return status === 400 ? checkAccount : graphHint(status);
}

const checkAccount =
    "Correct what the service names and run the same command again. Where it names nothing, check that the account exists, " +
    "that it is a resource account with a license, and that neither it is bound to another device nor another account to this one.";

/** The service refused the request itself, and only its own words tell why. */
const correctIt = "Correct what the service names and run the same command again.";
