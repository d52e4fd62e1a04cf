import type { MemoryEmulator } from "../../harness/memoryEmulator";
import type { Environment } from "./environment";
import { armIdOf, deviceIds, memberNames, projects, regions, strangersAccount } from "./universe";

/** Makes the world that a sequence finds. */
export function seedWorld(
    emulator: MemoryEmulator,
    { options, members, deployments, unlocated, devices }: Environment,
): void {
    emulator.setOptions(options);
    const seededProjects = projects.map(({ key }, index) => {
        const [there = 0, deployed = 0] = [members[index], deployments[index]];
        const somewhere = unlocated ? [{ deploymentName: "somewhere" }] : [];
        return [
            key,
            { resources: resourcesOf(there), deployments: [...somewhere, ...deploymentsOn(there & deployed)] },
        ] as const;
    });
    const seededDevices = deviceIds.map((id, index) => [id, deviceOf(devices[index])]);
    emulator.putState({ projects: Object.fromEntries(seededProjects), devices: Object.fromEntries(seededDevices) });
}

function resourcesOf(bits: number) {
    return memberNames
        .filter((_, bit) => (bits & (1 << bit)) !== 0)
        .map((name) => ({ azureResourceId: armIdOf(name), region: regions[0], customDomain: name }));
}

function deploymentsOn(bits: number) {
    return resourcesOf(bits).map(({ azureResourceId, customDomain }) => ({
        deploymentName: `first-on-${customDomain}`,
        assignedResources: [{ azureResourceId }],
    }));
}

function deviceOf(has: Environment["devices"][number] | undefined) {
    return {
        ...(has === "account" ? { resourceAccount: { userPrincipalName: strangersAccount } } : {}),
        ...(has === "user" ? { userBinding: { userPrincipalName: "alice@contoso.com" } } : {}),
    };
}
