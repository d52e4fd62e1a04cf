import { shortHash } from "../../core/text";
import type { Planned } from "../../core/unknown";
import { deviceKey } from "../../graph/device";
import type { Marks, Properties, ValuesOf } from "../../validation/fields";
import { canonicalGuid } from "../../validation/ids";
import { pickFields, readMarks, readPlan, readResource } from "../../validation/readFields";
import { bindingTable } from "./fields";

/** The inputs as the table of fields has them. */
type Inputs = ValuesOf<typeof bindingTable.inputs>;

/** A `DeviceResourceAccountBinding`'s inputs, resolved and checked. */
export type DeviceResourceAccountBindingInputs = Inputs & Marks;

/** A `DeviceResourceAccountBinding`'s inputs, of which a preview may not know some yet. */
export type PlannedBinding = { [K in keyof Inputs]: Planned<Inputs[K]> } & Marks;

/** What is remembered: the inputs, with the account as last observed. */
export type DeviceResourceAccountBindingState = DeviceResourceAccountBindingInputs &
    ValuesOf<typeof bindingTable.outputs> &
    ValuesOf<typeof bindingTable.memory>;

/** The device's properties that may show the bound account; which of them do is undocumented. */
export type AccountProperty = DeviceResourceAccountBindingState["observedIn"][number];

/** A request that was sent and whose effect is unknown. */
export type PendingBinding = NonNullable<DeviceResourceAccountBindingState["pending"]>;

/** Reads stored outputs or checked inputs of any version of this package: what an older one did not store takes its default. */
export function readState(properties: Properties): DeviceResourceAccountBindingState {
    const state = readResource(bindingTable, properties);
    // Hashes of other devices were kept by another binding: a program may have copied its outputs.
    const isKept = state.kept?.includes(hashOf(state.deviceId));
    return { ...state, kept: isKept ? state.kept : undefined, drifted: state.drifted || undefined };
}

/** Reads inputs in a plan, where some of them may not be known yet. */
export function readPlanned(properties: Properties): PlannedBinding {
    return { ...readPlan(bindingTable.inputs, properties), ...readMarks(properties) };
}

/** What a state says of a device whose account it does not own. */
export function keptOf(deviceId: string): string[] {
    return [hashOf(deviceId)];
}

function hashOf(deviceId: string): string {
    return shortHash(canonicalGuid(deviceId));
}

/** Tells a binding from all others that are, or were, whatever its name is: a renamed one has its old name when it is deleted. */
export function identityOf(state: DeviceResourceAccountBindingState): string {
    return `${deviceKey(state)} ${state.ownedSince ?? ""}`;
}

/** The inputs alone, as `read` gives them back to the engine. */
export function inputsOf(state: DeviceResourceAccountBindingState): DeviceResourceAccountBindingInputs {
    return { ...pickFields(bindingTable.inputs, state), ...readMarks(state) };
}
