import { goldenText, type ResourceName } from "./goldenTexts";

/** A resource as the engine hands it to the provider. */
export interface Declaration {
    urn: string;
    inputs: Record<string, unknown>;
}

/** Id of the one device that the emulator of a bench holds. */
export const deviceId = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

/** A member of a project; `name` is the account's. */
export function member(name: string) {
    const group = "/subscriptions/8ff19748-59ed-4e8a-af4b-7ce285849735/resourceGroups/rg";
    return {
        azureResourceId: `${group}/providers/Microsoft.CognitiveServices/accounts/${name}`,
        customDomain: name,
        region: "westeurope",
    };
}

/** An assignment to the project `EmailApp` of the emulator at `url`. */
export function assignment(url: string, changes: Record<string, unknown> = {}, name = "app"): Declaration {
    const inputs = { endpoint: url, projectName: "EmailApp", resources: [member("one"), member("two")], ...changes };
    return declaration("ProjectResourceAssignment", "language", name, inputs);
}

/** A binding of the device of the emulator at `url`. */
export function binding(url: string, changes: Record<string, unknown> = {}, name = "room"): Declaration {
    const inputs = { deviceId, graphEndpoint: url, userPrincipalName: "room@contoso.com", ...changes };
    return declaration("DeviceResourceAccountBinding", "devices", name, inputs);
}

function declaration(
    resource: ResourceName,
    module: string,
    name: string,
    inputs: Record<string, unknown>,
): Declaration {
    return {
        urn: `urn:pulumi:test::protocol::pulumi-nodejs:dynamic/${module}:${resource}::${name}`,
        inputs: { ...inputs, logicalName: name, __provider: goldenText(resource) },
    };
}
