import { shortHash } from "../../../core/text";
import { projectKey } from "../../../language/projectAddress";
import { canonicalArmId } from "../../../validation/ids";
import { ownerOf } from "../../results";
import type { ProjectResourceAssignmentState } from "../state";

/** What the program declares now in the place of a resource that the state has. */
export interface Successor {
    /** What is declared. */
    now: ProjectResourceAssignmentState;
    /** What the state had when `diff` compared them. */
    old: ProjectResourceAssignmentState;
    /** Whether a new resource takes the old one's place. */
    isReplacement: boolean;
    /** Whether the new one has come to be. */
    isThere: boolean;
    /** Whether the old one has been deleted. */
    isGone: boolean;
}

/** More than so many hashes of predecessors, each left behind by a failed delete and remembered by two, are not kept. */
const mostHashes = 40;

/**
 * What `diff` has seen in this process: which declared resource stands in the place of which old one. A delete is given the old
 * resource's state and nothing of what the program says now; here it finds it.
 */
export class Successors {
    private readonly byPredecessor = new Map<string, Successor>();
    private readonly byOwner = new Map<string, Successor>();

    /** Notes that what is declared was compared with a state, and whether it replaces that resource. */
    note(old: ProjectResourceAssignmentState, now: ProjectResourceAssignmentState, isReplacement: boolean): void {
        const successor = { old, now, isReplacement, isThere: false, isGone: false };
        this.byOwner.set(ownerOf(now), successor);
        const renamed = { ...old, logicalName: now.logicalName };
        for (const key of [...predecessorsWith(old), ...keysOf(renamed)]) {
            this.byPredecessor.set(key, successor);
        }
    }

    /** What is declared in the place of an old resource, by that resource's state; whatever its name is now. */
    of(old: ProjectResourceAssignmentState): Successor | undefined {
        const [found] = keysOf(old).flatMap((key) => this.byPredecessor.get(key) ?? []);
        return found;
    }

    /** Notes that an old resource has been deleted; one that a run before left behind is not the one that was compared now. */
    gone(old: ProjectResourceAssignmentState): void {
        const successor = this.comparedWith(old);
        if (successor) {
            successor.isGone = true;
        }
    }

    /** What is to come in the place of this very resource, and is not there yet: the engine deletes it first. */
    toCome(old: ProjectResourceAssignmentState): Successor | undefined {
        const successor = this.comparedWith(old);
        return successor?.isThere ? undefined : successor;
    }

    /**
     * A resource with the name of the one that is to come in its place. Where a renamed resource is deleted first, what is declared
     * under the new name is its own, and no other's. States that older versions stored cannot be told apart: they keep theirs.
     */
    underNewName(old: ProjectResourceAssignmentState): ProjectResourceAssignmentState {
        const successor = old.ownedSince === undefined ? undefined : this.toCome(old);
        return successor ? { ...old, logicalName: successor.now.logicalName } : old;
    }

    /** What this very resource was compared with. */
    private comparedWith(old: ProjectResourceAssignmentState): Successor | undefined {
        const successor = this.of(old);
        const keys = keysOf(old);
        return successor && keysOf(successor.old).some((key) => keys.includes(key)) ? successor : undefined;
    }

    /** What a resource of this name was compared with. */
    ofOwner(owner: string): Successor | undefined {
        return this.byOwner.get(owner);
    }
}

/** What a resource that takes the place of another remembers: hashes, since they are stored in clear. */
export function predecessorsWith(old: ProjectResourceAssignmentState): string[] {
    return [...keysOf(old), ...(old.predecessors ?? [])].slice(0, mostHashes);
}

/**
 * Tells a resource from all others that are, or were: by when it was created, for which project, and with which members. The name
 * comes second, for a refresh may change the members: where a plugin serves the resource, a renamed one has its new name in `diff`,
 * and its old one in `delete`.
 */
function keysOf(state: ProjectResourceAssignmentState): string[] {
    const ids = state.resources.map(({ azureResourceId }) => canonicalArmId(azureResourceId)).sort();
    const whose = [ids, state.logicalName];
    return whose.map((own) => shortHash(JSON.stringify([projectKey(state), state.ownedSince, own])));
}
