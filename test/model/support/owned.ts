import { memberHash } from "#provider/lifecycle/projectResourceAssignment/members/keep";
import { withoutSecrets } from "../../engine/deployment/property";
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
    /** What the state has and does not own, since it was there before (`existing: "keep"`): keys of both kinds. */
    kept: ReadonlySet<string>;
}

/** Reads what a state owns. */
export function ownedBy(state: StackState): Owned {
    const members = new Map<string, OwnedMember[]>();
    const devices = new Map<string, OwnedDevice[]>();
    const kept = new Set<string>();
    for (const stored of [...Object.values(state.resources), ...state.doomed]) {
        const record = { ...stored, outputs: withoutSecrets(stored.outputs) };
        if (record.pendingReplacement) {
            continue;
        }
        if (record.kind === "assignment") {
            readMembers(record, state.doomed.includes(stored), members, kept);
        } else {
            readDevice(record, devices, kept);
        }
    }
    return { members, devices, kept };
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
    kept: Set<string>,
): void {
    const [family = "", , project = ""] = id.split("/").slice(-3);
    const keptHashes = (outputs.kept ?? []) as string[];
    for (const { azureResourceId, region, customDomain } of outputs.resources as StoredMember[]) {
        const key = memberKeyOf(`${family}/${project}`, azureResourceId);
        if (keptHashes.includes(memberHash(azureResourceId))) {
            kept.add(key);
            continue;
        }
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

function readDevice(
    { name: owner, id, outputs }: ResourceRecord,
    into: Map<string, OwnedDevice[]>,
    kept: Set<string>,
): void {
    const device = id.slice(id.lastIndexOf("/") + 1);
    if (outputs.kept !== undefined) {
        kept.add(device);
        return;
    }
    const entry = {
        owner,
        account: toAccount(outputs),
        pending: outputs.pending !== undefined,
        drifted: outputs.drifted === true,
        seen: (outputs.observedIn as unknown[]).length > 0,
    };
    into.set(device, [...(into.get(device) ?? []), entry]);
}
