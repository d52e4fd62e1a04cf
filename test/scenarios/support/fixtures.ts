import type { ResourceMetadata } from "pulumi-azure-assignments";
import type { Deployment } from "#emulator/index";

/** The project that most scenarios are about. */
export const emailApp = "analyze-conversations/EmailApp";

/** The ARM id of a Language resource. */
export function armId(account: string): string {
    return `/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/${account}`;
}

/** A member as programs declare it and as the emulator is seeded with it. */
export function member(account: string, region = "westeurope"): ResourceMetadata {
    return { azureResourceId: armId(account), customDomain: account.toLowerCase(), region };
}

/** Members of one region. */
export function members(...accounts: string[]): ResourceMetadata[] {
    return accounts.map((account) => member(account));
}

/** A deployment on resources of one region, as the emulator is seeded with it; without any it does not say where it is. */
export function deployment(deploymentName: string, ...accounts: string[]): Deployment {
    const assignedResources = accounts.map((account) => ({ azureResourceId: armId(account), region: "westeurope" }));
    return { deploymentName, ...(accounts.length === 0 ? {} : { assignedResources }) };
}

/** The id of the device of that number. */
export function deviceId(number: number): string {
    return `5a0c1f3e-0d3b-4e53-9c0f-${String(number).padStart(12, "0")}`;
}

/** The UPN of a meeting room's account. */
export function room(number: number): string {
    return `room${number}@contoso.com`;
}

/** A device as the emulator is seeded with it; nobody may ever see its password. */
type SeededDevice = Record<"serialNumber" | "displayName" | "deviceAccountPassword", string>;

/** Devices by id, numbered from 1, as the emulator is seeded with them. */
export function devices(count: number): Record<string, SeededDevice> {
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    return Object.fromEntries(
        numbers.map((number) => [
            deviceId(number),
            {
                serialNumber: `SN-${String(number).padStart(4, "0")}`,
                displayName: `Device ${number}`,
                deviceAccountPassword: `device-account-password-${number}`,
            },
        ]),
    );
}
