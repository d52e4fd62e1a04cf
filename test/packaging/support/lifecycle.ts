import { expect } from "chai";
import type { Stack } from "../../engine/engine";

const deviceId = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const resources = [
    {
        azureResourceId: `/subscriptions/${deviceId}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso-weu`,
        customDomain: "contoso-weu",
        region: "westeurope",
    },
];

/** The configuration of the programs in `programs/`, for an emulator at an address. */
export function programConfig(url: string): Record<string, string> {
    return { url, deviceId, resources: JSON.stringify(resources) };
}

/** Brings a stack of one of the programs up, refreshes and destroys it, and looks each time at what the emulator holds. */
export async function lifecycle(url: string, createStack: () => Promise<Stack>): Promise<void> {
    await control(url, "POST", "reset");
    await control(url, "PUT", "state", {
        projects: { "analyze-conversations/EmailApp": {} },
        devices: { [deviceId]: {} },
    });
    const before = await holdings(url);
    const stack = await createStack();
    try {
        const up = await stack.up();
        expect(up.ok, up.output).to.equal(true);
        expect(up.changes).to.deep.equal({ create: 2 });
        expect(up.outputs).to.deep.equal({ job: "succeeded" });
        expect(await holdings(url)).to.deep.include({ accounts: ["room12@contoso.com"] });

        const refreshed = await stack.refresh();
        expect(refreshed.ok, refreshed.output).to.equal(true);
        expect(refreshed.changes).to.deep.equal({ same: 2 });

        const destroyed = await stack.destroy();
        expect(destroyed.ok, destroyed.output).to.equal(true);
        expect(await holdings(url)).to.deep.equal(before);
    } finally {
        await stack.remove();
    }
}

async function holdings(url: string) {
    const { projects, devices } = await control(url, "GET", "state");
    const accounts = Object.values<{ resourceAccount: { userPrincipalName: string } | null }>(devices);
    return { projects, accounts: accounts.map(({ resourceAccount }) => resourceAccount?.userPrincipalName) };
}

/** Uses one of the emulator's controls. */
export async function control(url: string, method: string, name: string, body?: unknown) {
    const response = await fetch(`${url}/_emulator/${name}`, { method, body: JSON.stringify(body) });
    const text = await response.text();
    expect(response.ok, text).to.equal(true);
    return text ? JSON.parse(text) : undefined;
}
