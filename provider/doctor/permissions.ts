import type { Verdict } from "./findings";
import type { SignedIn } from "./session";

/** Any of these lets an application, or a user, bind and unbind (docs/permissions.md). */
const toWrite = ["DeviceManagementServiceConfig.ReadWrite.All", "DeviceManagementConfiguration.ReadWrite.All"];
/** What is enough to read; either of the others reads too. */
const toRead = "DeviceManagementServiceConfig.Read.All";

/** Whether a token's permissions of Microsoft Graph are enough to bind and unbind, in a sentence. */
export function judgeGraphPermissions({ claims }: SignedIn): { verdict: Verdict; text: string } {
    const need = `Binding and unbinding need ${toWrite.join(" or ")}, with admin consent; reading needs ${toRead}.`;
    const permissions = claims?.permissions ?? [];
    if (permissions.length === 0) {
        return { verdict: "unproven", text: `The token names no permissions. ${need}` };
    }
    const held = permissions.filter((name) => toWrite.includes(name) || name === toRead);
    const writing = held.filter((name) => toWrite.includes(name));
    if (writing.length > 0) {
        return { verdict: "ok", text: `The token has ${writing.join(" and ")}, with which it may bind and unbind.` };
    }
    const has = held.length > 0 ? `only ${held.join(" and ")}` : "none of the permissions for Autopilot devices";
    return { verdict: "fails", text: `The token has ${has}. ${need}` };
}
