import { goldenText, type ResourceName } from "../../protocol/support/goldenTexts";
import type { FrontEndName } from "../frontEnds/frontEnds";
import { deviceId, member } from "./samples";

/** A resource as the engine hands it to the provider. */
export interface Declaration {
    urn: string;
    inputs: Record<string, unknown>;
}

/** An assignment to the project `EmailApp`, as a program hands it to a front end. */
export function assignmentFor(frontEnd: FrontEndName, args: Record<string, unknown>, name = "app"): Declaration {
    const inputs = { projectName: "EmailApp", resources: [member("one"), member("two")], ...args };
    return declaration(frontEnd, "language", "ProjectResourceAssignment", { name, inputs });
}

/** A binding of the device, as a program hands it to a front end. */
export function bindingFor(frontEnd: FrontEndName, args: Record<string, unknown>, name = "room"): Declaration {
    const inputs = { deviceId, userPrincipalName: "room@contoso.com", ...args };
    return declaration(frontEnd, "devices", "DeviceResourceAccountBinding", { name, inputs });
}

function declaration(
    frontEnd: FrontEndName,
    module: string,
    resource: ResourceName,
    { name, inputs }: { name: string; inputs: Record<string, unknown> },
): Declaration {
    const urnOf = (prefix: string) => `urn:pulumi:test::protocol::${prefix}${module}:${resource}::${name}`;
    if (frontEnd === "plugin") {
        return { urn: urnOf("azure-assignments:"), inputs };
    }
    // As the classes of dynamic resources add them.
    const added = { logicalName: name, __provider: goldenText(resource) };
    return { urn: urnOf("pulumi-nodejs:dynamic/"), inputs: { ...inputs, ...added } };
}
