import { randomUUID } from "node:crypto";
import { createUrn } from "../../urn";
import { makeSecret, type PropertyMap, sameValue } from "../state/property";
import { newResourceState, type ResourceState } from "../state/resourceState";
import type { Configuration } from "../state/stackSettings";
import type { StateStore } from "../state/stateStore";
import type { ProviderHost } from "./providerHost";

/** The package of dynamic resources' types: Pulumi's own, of the language host. */
export const dynamicPackage = "pulumi-nodejs";

/** Begins the types of the resources that stand for providers. */
const providerTypePrefix = "pulumi:providers:";

/** Whether a resource stands for a provider. */
export function isProviderType(type: string): boolean {
    return type.startsWith(providerTypePrefix);
}

/** Whether a resource stands for a provider that no program declares: only the engine knows of it. */
export function isDefaultProvider({ type, urn }: Pick<ResourceState, "type" | "urn">): boolean {
    return isProviderType(type) && urn.endsWith("::default");
}

/**
 * The providers of a stack: of each package the default one, whose inputs are the configuration, and those that the program
 * declares. A program's run brings them up to date; refresh and destroy use what the last run left, as Pulumi does.
 */
export class Providers {
    private readonly hosts = new Map<string, ProviderHost>();
    private readonly configured = new Map<string, Promise<void>>();
    private readonly registered = new Map<string, ResourceState>();

    constructor(
        /** Starts a process of a package's provider. */
        private readonly start: (packageName: string) => ProviderHost,
        private readonly state: StateStore,
        private readonly config: Configuration,
        private readonly names: { project: string; stack: string },
    ) {}

    /** Brings the stored default provider of a type's package up to date; returns the reference that resources keep. */
    register(type: string): string {
        const packageName = packageOf(type);
        const urn = this.defaultUrn(packageName);
        let current = this.registered.get(urn);
        if (current === undefined) {
            const old = this.state.find(urn);
            const inputs = this.inputsOf(packageName);
            const isSame = old !== undefined && sameValue(old.inputs, inputs);
            const id = old?.id ?? randomUUID();
            const type = `${providerTypePrefix}${packageName}`;
            current = isSame ? old : newResourceState({ urn, type, custom: true, id, inputs, outputs: inputs });
            this.registered.set(urn, current);
            if (!isSame) {
                this.state.commit({ put: [{ state: current, old }] });
            }
        }
        return `${urn}::${current.id}`;
    }

    /** Whether a resource of the present program needs the default provider with that URN. */
    isNeeded(urn: string): boolean {
        return this.registered.has(urn);
    }

    /** The provider of a resource, configured. */
    async ready({ type, provider }: Pick<ResourceState, "type" | "provider">): Promise<ProviderHost> {
        const packageName = packageOf(type);
        const urn = provider.slice(0, Math.max(0, provider.lastIndexOf("::"))) || this.defaultUrn(packageName);
        const host = this.host(urn, packageName);
        const stored = this.registered.get(urn) ?? this.state.find(urn);
        let configured = this.configured.get(urn);
        if (configured === undefined) {
            configured = this.configure(host, urn, packageName, stored?.inputs ?? this.inputsOf(packageName));
            this.configured.set(urn, configured);
        }
        await configured;
        return host;
    }

    /** The process that an explicit provider is, or is to be; it is configured when a resource needs it. */
    unconfigured({ urn, type }: Pick<ResourceState, "type" | "urn">): ProviderHost {
        return this.host(urn, packageOf(type));
    }

    /** Tells all of them that the operation was interrupted. */
    async cancel(): Promise<void> {
        await Promise.all([...this.hosts.values()].map((host) => host.cancel().catch(() => undefined)));
    }

    /** Ends their processes. */
    async stop(): Promise<void> {
        await Promise.all([...this.hosts.values()].map((host) => host.stop()));
    }

    private host(urn: string, packageName: string): ProviderHost {
        const host = this.hosts.get(urn) ?? this.start(packageName);
        this.hosts.set(urn, host);
        return host;
    }

    /** A default provider's configuration is checked as an explicit one's is when it registers. */
    private async configure(host: ProviderHost, urn: string, packageName: string, inputs: PropertyMap): Promise<void> {
        if (packageName !== dynamicPackage && urn === this.defaultUrn(packageName)) {
            const { failures } = await host.checkConfig(urn, {}, inputs);
            if (failures.length > 0) {
                throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
            }
        }
        await host.configure(inputs);
    }

    private defaultUrn(packageName: string): string {
        const { stack, project } = this.names;
        return createUrn(stack, project, `${providerTypePrefix}${packageName}`, "default");
    }

    /** Dynamic providers are given the whole configuration by full key; others their own by name, and their version. */
    private inputsOf(packageName: string): PropertyMap {
        const entries = [...this.config].map(([key, { value, secret }]) => {
            return [key, secret ? makeSecret({ value }) : value] as const;
        });
        const prefix = `${packageName}:`;
        const own = entries.filter(([key]) => key.startsWith(prefix));
        return packageName === dynamicPackage
            ? Object.fromEntries(entries)
            : Object.fromEntries([
                  ...own.map(([key, value]) => [key.slice(prefix.length), value]),
                  ["version", "0.0.0"],
              ]);
    }
}

/** The package that a type, or a function, is of. */
export function packageOf(token: string): string {
    return isProviderType(token) ? token.slice(providerTypePrefix.length) : token.slice(0, token.indexOf(":"));
}
