import { randomUUID } from "node:crypto";
import { createUrn } from "../urn";
import { makeSecret, type PropertyMap, sameValue } from "./property";
import type { ProviderHost } from "./providerHost";
import { newResourceState, type ResourceState } from "./resourceState";
import type { Configuration } from "./stackSettings";
import type { StateStore } from "./stateStore";

/** Type of the resource that stands for the provider of all dynamic resources. */
export const defaultProviderType = "pulumi:providers:pulumi-nodejs";

/**
 * The provider of all dynamic resources as a resource of the stack: its inputs are the whole configuration. A program's run
 * brings them up to date; refresh and destroy use what the last program's run left there, as Pulumi does.
 */
export class DefaultProvider {
    private readonly urn: string;
    private configured: Promise<void> | undefined;
    private registered: ResourceState | undefined;

    constructor(
        private readonly host: ProviderHost,
        private readonly state: StateStore,
        private readonly config: Configuration,
        names: { project: string; stack: string },
    ) {
        this.urn = createUrn(names.stack, names.project, defaultProviderType, "default");
    }

    /** True once the program has declared a resource that needs the provider. */
    get isRegistered(): boolean {
        return this.registered !== undefined;
    }

    /** Brings the stored provider up to date with the configuration; returns the reference that resources keep. */
    register(): string {
        if (this.registered === undefined) {
            const old = this.state.find(this.urn);
            const inputs = asInputs(this.config);
            const id = old?.id ?? randomUUID();
            const fresh = { urn: this.urn, type: defaultProviderType, custom: true, id, inputs, outputs: inputs };
            const isSame = old !== undefined && sameValue(old.inputs, inputs);
            this.registered = isSame ? old : newResourceState(fresh);
            if (!isSame) {
                this.state.commit({ put: [{ state: this.registered, old }] });
            }
        }
        return `${this.urn}::${this.registered.id}`;
    }

    /** The provider, configured. */
    async ready(): Promise<ProviderHost> {
        const stored = this.registered ?? this.state.find(this.urn);
        this.configured ??= this.host.configure(stored?.inputs ?? asInputs(this.config));
        await this.configured;
        return this.host;
    }
}

function asInputs(config: Configuration): PropertyMap {
    const entries = [...config].map(([key, { value, secret }]) => [key, secret ? makeSecret({ value }) : value]);
    return Object.fromEntries(entries);
}
