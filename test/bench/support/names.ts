/** The project that the benchmark's assignments are about, and its key at the emulator. */
export const project = { name: "Fleet", key: "analyze-conversations/Fleet" };

/** The assignment of that number: one member, a Language resource of its own. */
export function memberOf(index: number) {
    const account = `lang-${String(index).padStart(4, "0")}`;
    const group = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/fleet";
    return {
        azureResourceId: `${group}/providers/Microsoft.CognitiveServices/accounts/${account}`,
        customDomain: account,
        region: "westeurope",
    };
}

/** The binding of that number: a device and its room's account. */
export function bindingOf(index: number) {
    return { deviceId: deviceIdOf(index), userPrincipalName: `room${index}@contoso.com` };
}

/** Devices for the bindings of the first `count` numbers, as the emulator is seeded with them. */
export function devicesFor(count: number): Record<string, { serialNumber: string; displayName: string }> {
    const numbers = Array.from({ length: count }, (_, index) => index);
    const seedOf = (index: number) => ({ serialNumber: `SN-${index}`, displayName: `Room ${index}` });
    return Object.fromEntries(numbers.map((index) => [deviceIdOf(index), seedOf(index)]));
}

function deviceIdOf(index: number): string {
    return `5a0c1f3e-0d3b-4e53-9c0f-${String(index).padStart(12, "0")}`;
}
