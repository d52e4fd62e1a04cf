import { shortHash } from "../../core/text";
import type { ResourceAccount } from "../../graph/client";
import type { DeviceAddress } from "../../graph/device";
import type { CloudName } from "../../validation/clouds";
import { canonicalGuid } from "../../validation/ids";
import type { Timeouts } from "../timeouts";

/** A `DeviceResourceAccountBinding`'s inputs, resolved and checked. */
export interface DeviceResourceAccountBindingInputs extends DeviceAddress, ResourceAccount {
    /** What create does about an account that is bound already. */
    existing: "adopt" | "fail" | "replace" | "keep";
    /** How long each verb may take. */
    timeouts?: Timeouts;
    /** The resource's name in the program; for lines, errors and the registry of declarations. */
    logicalName?: string;
    /** The inputs whose values are secret. */
    secretInputs?: string[];
}

/** The device's properties that may show the bound account; which of them do is undocumented. */
export type AccountProperty = "userPrincipalName" | "addressableUserName" | "resourceName" | "deviceAccountUpn";

/** A request that was sent and whose effect is unknown. */
export interface PendingBinding {
    verb: "assign" | "unassign";
    /** When it was sent, ISO 8601. */
    since: string;
    /**
     * The resource's own account that was unbound for the one in the state, to be bound again where that one is refused.
     * Left out where any of it is secret, since Pulumi encrypts by property; older versions did not store it.
     */
    displaced?: ResourceAccount;
}

/** What is remembered: the inputs, with the account as last observed. */
export interface DeviceResourceAccountBindingState extends DeviceResourceAccountBindingInputs {
    /** When this resource was created, ISO 8601: what tells it from its own replacement. */
    ownedSince?: string;
    serialNumber?: string;
    displayName?: string;
    /** The device's properties that our own assign changed to our account; drift is judged by these alone. */
    observedIn: AccountProperty[];
    /** The device's id, hashed, where its account was there before and is not ours: never unbound by us (`existing: "keep"`). */
    kept?: string[];
    /** Set by refresh when the account remembered is one that somebody else bound. */
    drifted?: boolean;
    /** Work whose end is unknown; the next verb settles it. */
    pending?: PendingBinding;
}

type Properties = Record<string, unknown>;

/** Reads stored outputs or checked inputs of any version of this package: what an older one did not store takes its default. */
export function readState(properties: Properties): DeviceResourceAccountBindingState {
    const stored = properties as Partial<DeviceResourceAccountBindingState>;
    return {
        deviceId: String(stored.deviceId ?? ""),
        userPrincipalName: String(stored.userPrincipalName ?? ""),
        addressableUserName: stored.addressableUserName ?? undefined,
        resourceAccountName: stored.resourceAccountName ?? undefined,
        cloud: (stored.cloud ?? "public") as CloudName,
        graphEndpoint: stored.graphEndpoint ?? undefined,
        existing: stored.existing ?? "adopt",
        timeouts: stored.timeouts ?? undefined,
        logicalName: stored.logicalName ?? undefined,
        secretInputs: stored.secretInputs ?? undefined,
        ownedSince: stored.ownedSince ?? undefined,
        serialNumber: stored.serialNumber ?? undefined,
        displayName: stored.displayName ?? undefined,
        observedIn: Array.isArray(stored.observedIn) ? stored.observedIn : [],
        kept: isKept(stored) ? stored.kept : undefined,
        drifted: stored.drifted === true ? true : undefined,
        pending: stored.pending ?? undefined,
    };
}

/** What a state says of a device whose account it does not own. */
export function keptOf(deviceId: string): string[] {
    return [shortHash(canonicalGuid(deviceId))];
}

function isKept({ kept, deviceId }: Partial<DeviceResourceAccountBindingState>): boolean {
    return Array.isArray(kept) && kept.includes(shortHash(canonicalGuid(String(deviceId ?? ""))));
}

/** The inputs alone, as `read` gives them back to the engine. */
export function inputsOf(state: DeviceResourceAccountBindingState): DeviceResourceAccountBindingInputs {
    const { ownedSince, serialNumber, displayName, observedIn, kept, drifted, pending, ...inputs } = state;
    return inputs;
}
