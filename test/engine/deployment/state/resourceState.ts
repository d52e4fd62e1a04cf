import type { StoredResource } from "../../stackState";
import { parseUrn } from "../../urn";
import type { CustomTimeouts } from "../program/goal";
import type { PropertyMap } from "./property";

/** A resource as the engine knows it; property values are in wire form. */
export interface ResourceState {
    urn: string;
    type: string;
    /** False for components and the stack itself, which no provider manages. */
    custom: boolean;
    /** Empty where there is none (yet). */
    id: string;
    inputs: PropertyMap;
    outputs: PropertyMap;
    /** Empty for the stack itself and for providers. */
    parent: string;
    /** URN and id of the provider, joined by `::`; empty for components. */
    provider: string;
    dependencies: string[];
    propertyDependencies: Record<string, string[]>;
    protect: boolean;
    retainOnDelete: boolean;
    /** Replaced, and still to be deleted. */
    delete: boolean;
    /** Deleted, and still to be created again. */
    pendingReplacement: boolean;
    initErrors: string[];
    additionalSecretOutputs: string[];
    ignoreChanges: string[];
    replaceOnChanges: string[];
    customTimeouts?: CustomTimeouts;
    /** The id by which it was imported; empty for what was created. */
    importID: string;
    /** To be replaced by the next update (`pulumi state taint`). */
    taint: boolean;
}

/** A resource with nothing known of it but these. */
export function newResourceState(known: Partial<ResourceState> & Pick<ResourceState, "urn" | "type">): ResourceState {
    return {
        custom: false,
        id: "",
        inputs: {},
        outputs: {},
        parent: "",
        provider: "",
        dependencies: [],
        propertyDependencies: {},
        protect: false,
        retainOnDelete: false,
        delete: false,
        pendingReplacement: false,
        initErrors: [],
        additionalSecretOutputs: [],
        ignoreChanges: [],
        replaceOnChanges: [],
        taint: false,
        importID: "",
        ...known,
    };
}

/** The stored form: what is empty, false or default is left out. */
export function toStored(state: ResourceState): StoredResource {
    const stored: StoredResource = { ...state, name: parseUrn(state.urn).name };
    for (const [field, value] of Object.entries(stored)) {
        const isEmptyList = Array.isArray(value) && value.length === 0;
        if (value === false || value === "" || isEmptyList) {
            delete stored[field];
        }
    }
    return { ...stored, custom: state.custom, inputs: state.inputs, outputs: state.outputs };
}

/** Reads the stored form; fields that this engine does not know are dropped. */
export function fromStored(stored: StoredResource): ResourceState {
    const state = newResourceState({ urn: stored.urn, type: stored.type });
    const known = Object.entries(stored).filter(([field, value]) => isKnown(state, field) && value !== undefined);
    return Object.assign(state, Object.fromEntries(known));
}

function isKnown(state: ResourceState, field: string): boolean {
    return field in state || field === "customTimeouts";
}
