import type { ResourceRecord, StackState } from "../../harness/stackState";
import { type Account, toAccount } from "./snapshot";
import { memberKeyOf } from "./universe";

/** A member that the stack's state owns. */
export interface OwnedMember {
    owner: string;
    region: string;
    customDomain: string;
    /** Whether its owner has unsettled work. */
    pending: boolean;
    /** Whether its owner has been replaced, and waits for its delete. */
    doomed: boolean;
    /** Whether its owner's state says that deployments may go. */
    deleteDeployments: boolean;
}

/** A device that the stack's state owns. */
export interface OwnedDevice {
    owner: string;
    account: Account;
    pending: boolean;
    /** Whether refresh found the account of somebody else there. */
    drifted: boolean;
    /** Whether the device ever showed our account. */
    seen: boolean;
}

/** What a stack's state says is its own; two resources may own one thing for a while. */
export interface Owned {
    /** By `memberKeyOf`. */
    members: ReadonlyMap<string, readonly OwnedMember[]>;
    /** By id. */
    devices: ReadonlyMap<string, readonly OwnedDevice[]>;
}

/** Reads what a state owns. */
export function ownedBy(state: StackState): Owned {
    const members = new Map<string, OwnedMember[]>();
    const devices = new Map<string, OwnedDevice[]>();
    for (const record of [...Object.values(state.resources), ...state.doomed]) {
        if (record.pendingReplacement) {
            continue;
        }
        if (record.kind === "assignment") {
            readMembers(record, state.doomed.includes(record), members);
        } else {
            readDevice(record, devices);
        }
    }
    return { members, devices };
}

interface StoredMember {
    azureResourceId: string;
    region: string;
    customDomain: string;
}

function readMembers(
    { name: owner, id, outputs }: ResourceRecord,
    doomed: boolean,
    into: Map<string, OwnedMember[]>,
): void {
    const [family = "", , project = ""] = id.split("/").slice(-3);
    for (const { azureResourceId, region, customDomain } of outputs.resources as StoredMember[]) {
        const key = memberKeyOf(`${family}/${project}`, azureResourceId);
        const entry = {
            owner,
            region: region.toLowerCase(),
            customDomain,
            pending: outputs.pending !== undefined,
            doomed,
            deleteDeployments: outputs.deleteDeployments === true,
        };
        into.set(key, [...(into.get(key) ?? []), entry]);
    }
}

function readDevice({ name: owner, id, outputs }: ResourceRecord, into: Map<string, OwnedDevice[]>): void {
    const entry = {
        owner,
        account: toAccount(outputs),
        pending: outputs.pending !== undefined,
        drifted: outputs.drifted === true,
        seen: (outputs.observedIn as unknown[]).length > 0,
    };
    const device = id.slice(id.lastIndexOf("/") + 1);
    into.set(device, [...(into.get(device) ?? []), entry]);
}
