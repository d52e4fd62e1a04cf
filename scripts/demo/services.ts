import { type Emulator, startEmulator } from "#emulator/index";
import { device, members, project } from "./cast";

/** What the services hold, in short: account names of the project's resources, deployments, and the device's account. */
export interface Holdings {
    resources: string[];
    deployments: string[];
    account: string | undefined;
}

/** How many requests the services saw since they were last asked. */
export interface Traffic {
    looks: number;
    changes: number;
}

/** What requests ask of the services at most. */
export type Demand = "nothing" | "to look" | "to change";

const changing = /:(un)?assign|assignResourceAccountToDevice|unassignResourceAccountFromDevice/;

/** The services of the demo: an emulator that takes a moment for each job, as the real service does. */
export class Services {
    private counted = 0;

    private constructor(private readonly emulator: Emulator) {}

    /** Starts them with a project that has one colleague's resource, and a device that has no account. */
    static async start(): Promise<Services> {
        const emulator = await startEmulator();
        emulator.setOptions({ jobDurationMs: 1200 });
        const services = new Services(emulator);
        services.put([members.colleagues], null);
        return services;
    }

    /** Where they listen. */
    get url(): string {
        return this.emulator.url;
    }

    /** What a program needs to sign in to them: the protocol of a managed identity. */
    get env(): Record<string, string> {
        const { identityEndpoint, identityHeader } = this.emulator;
        return {
            IDENTITY_ENDPOINT: identityEndpoint,
            IDENTITY_HEADER: identityHeader,
            AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
        };
    }

    /** Has somebody deploy the project on a resource. */
    deploy(resource: { azureResourceId: string; region: string }): void {
        const { projects, devices } = this.emulator.state();
        const { resources = [], deployments = [] } = projects[project.key] ?? {};
        const { azureResourceId, region } = resource;
        const deployment = { deploymentName: "production", assignedResources: [{ azureResourceId, region }] };
        const seed = { resources, deployments: [...deployments, deployment] };
        this.emulator.putState({ projects: { [project.key]: seed }, devices });
    }

    /** Has somebody else take a resource from the project, and bind the device to an account. */
    meddle(resource: { azureResourceId: string }, userPrincipalName: string): void {
        const { resources = [] } = this.emulator.state().projects[project.key] ?? {};
        const left = resources.filter(({ azureResourceId }) => azureResourceId !== resource.azureResourceId);
        this.put(left, { userPrincipalName });
    }

    /** Tells what they hold. */
    holdings(): Holdings {
        const { projects, devices } = this.emulator.state();
        const { resources = [], deployments = [] } = projects[project.key] ?? {};
        return {
            resources: resources.map(accountName).sort(),
            deployments: deployments.map(({ deploymentName, assignedResources = [] }) => {
                return `deployment ${deploymentName} on ${assignedResources.map(accountName).join(" and ")}`;
            }),
            account: devices[device.id]?.resourceAccount?.userPrincipalName,
        };
    }

    /** Counts the requests since the last call, signing in excepted. */
    traffic(): Traffic {
        const { requests } = this.emulator.state();
        const fresh = requests.slice(this.counted);
        this.counted = requests.length;
        return {
            looks: fresh.filter(({ method, path }) => method === "GET" && !path.startsWith("/msi/")).length,
            changes: fresh.filter(({ method, path }) => method === "POST" && changing.test(path)).length,
        };
    }

    /** Stops them. */
    stop(): Promise<void> {
        return this.emulator.close();
    }

    private put(
        resources: NonNullable<Parameters<Emulator["putState"]>[0]["projects"]>[string]["resources"],
        resourceAccount: { userPrincipalName: string } | null,
    ): void {
        const { serialNumber, displayName } = device;
        this.emulator.putState({
            projects: { [project.key]: { resources } },
            devices: { [device.id]: { serialNumber, displayName, resourceAccount } },
        });
    }
}

function accountName({ azureResourceId = "" }: { azureResourceId?: string }): string {
    return azureResourceId.split("/").pop() ?? azureResourceId;
}
