import type { RunOptions } from "../../engine";
import { isEngineResource, parseUrn } from "../../urn";
import { dependents } from "../state/resourceGraph";
import type { ResourceState } from "../state/resourceState";

/** Which resources an operation is for, and which it replaces though nothing calls for it. */
export class Selection {
    private readonly targets: ReadonlySet<string> | undefined;
    private readonly replaced: ReadonlySet<string>;

    constructor({ targets, replace = [] }: Pick<RunOptions, "targets" | "replace">) {
        this.targets = targets && new Set(targets);
        this.replaced = new Set(replace);
    }

    /** Whether there are resources that the operation is not for, or, as Pulumi has it, that some are to be replaced. */
    get isConstrained(): boolean {
        return this.targets !== undefined || this.replaced.size > 0;
    }

    /** Whether the operation is for that resource; the stack and its providers always take part. */
    includes(urn: string): boolean {
        return this.targets === undefined || isEngineResource(urn) || this.targets.has(parseUrn(urn).name);
    }

    /** Whether a resource is to be replaced whatever its provider says; one that is tainted is. */
    isReplaced(urn: string, old: ResourceState | undefined): boolean {
        return this.replaced.has(parseUrn(urn).name) || old?.taint === true;
    }

    /** Of the resources that nobody declares those that are to go: the targets, and what cannot be without them. */
    deletable(states: ResourceState[]): Set<ResourceState> {
        if (this.targets === undefined) {
            return new Set(states);
        }
        const targeted = states.filter(({ urn }) => this.includes(urn) && !isEngineResource(urn));
        return new Set(targeted.flatMap((state) => [state, ...dependents(state, states, true)]));
    }
}
