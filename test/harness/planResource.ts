import type { Named } from "./frontEnds/frontEnd";
import type { ProviderProcess } from "./providerProcess";
import type { Declaration, Properties, ResourceRecord, StackState } from "./stackState";

/** What is to be done with a declared resource. */
export interface ResourcePlan {
    op: "same" | "create" | "update" | "replace";
    /** The inputs as `check` gave them back. */
    inputs: Properties;
    /** What is remembered of the resource. */
    old?: ResourceRecord;
    /** Whether the old one must be gone before the new one comes. */
    deleteFirst?: boolean;
}

/** Takes a declared resource through check and diff, as the engine does when it registers. Rejects with what `check` refuses. */
export async function planResource(
    process: ProviderProcess,
    state: StackState,
    name: string,
    { kind, args }: Declaration,
): Promise<ResourcePlan> {
    const old = state.resources[name];
    const inputs = await checked(process, { name, kind }, old?.inputs ?? {}, args);
    if (!old || old.pendingReplacement) {
        return { op: "create", inputs };
    }
    const { changes, replaces, deleteBeforeReplace } = await process.call((provider) => provider.diff(old, inputs));
    if (replaces.length > 0) {
        // A replacement is checked a second time, as if there were no old one.
        const fresh = await checked(process, { name, kind }, {}, args);
        return { op: "replace", inputs: fresh, old, deleteFirst: deleteBeforeReplace };
    }
    return { op: changes || old.initErrors ? "update" : "same", inputs, old };
}

/** Takes a declared resource through check alone. Rejects with what `check` refuses. */
export async function checkResource(
    process: ProviderProcess,
    state: StackState,
    name: string,
    { kind, args }: Declaration,
): Promise<void> {
    await checked(process, { name, kind }, state.resources[name]?.inputs ?? {}, args);
}

async function checked(
    process: ProviderProcess,
    resource: Named,
    olds: Properties,
    args: Properties,
): Promise<Properties> {
    const { inputs, failures } = await process.call((provider) => provider.check(resource, olds, args));
    if (failures.length > 0) {
        throw new Error(failures.map(({ reason }) => reason).join("\n"));
    }
    return inputs;
}
