import { findMember, type ResourceMetadata } from "../../language/members";
import type { Properties } from "../../validation/fields";
import { memberHash } from "./members/keep";
import { type ProjectResourceAssignmentState, readState } from "./state";

/** Inputs as a program declared them before. */
type Declared = Properties | undefined;

/**
 * An old state in which the domains of imported members are what the program has declared since, and otherwise what it declares now:
 * they are not known, so nothing is to be unassigned because of them.
 */
export function settleDomains(olds: Properties, oldInputs: Declared, news: Declared): Properties {
    const old = readState(olds);
    const unverified = unverifiedIn(old);
    if (unverified.length === 0) {
        return olds;
    }
    const isGuess = new Set(unverified);
    const before = oldInputs && readState(oldInputs).resources;
    const now = news && readState(news).resources;
    const resources = old.resources.map((member) => {
        if (!isGuess.has(member)) {
            return member;
        }
        const declared = before && findDomain(before, member);
        return {
            ...member,
            customDomain:
                (isOther(declared, member) ? declared : now && findDomain(now, member)) ?? member.customDomain,
        };
    });
    const left = unverified.filter((member) => !isOther(before && findDomain(before, member), member));
    return { ...olds, resources, unverifiedDomains: hashesOf(left) };
}

/** A new state that still says which domains were never declared: those that are as the import guessed them. */
export function carryDomains(olds: Properties, state: Properties): Properties {
    const unverified = unverifiedIn(readState(olds));
    const now = unverified.length > 0 ? readState(state).resources : [];
    const unverifiedDomains = hashesOf(unverified.filter((member) => findDomain(now, member) === member.customDomain));
    return unverifiedDomains ? { ...state, unverifiedDomains } : state;
}

function unverifiedIn({ resources, unverifiedDomains = [] }: ProjectResourceAssignmentState): ResourceMetadata[] {
    const hashes = new Set(unverifiedDomains);
    return hashes.size === 0 ? [] : resources.filter(({ azureResourceId }) => hashes.has(memberHash(azureResourceId)));
}

function findDomain(members: readonly ResourceMetadata[], { azureResourceId }: ResourceMetadata): string | undefined {
    return findMember(members, azureResourceId)?.customDomain;
}

function isOther(domain: string | undefined, { customDomain }: ResourceMetadata): domain is string {
    return domain !== undefined && domain !== customDomain;
}

function hashesOf(members: readonly ResourceMetadata[]): string[] | undefined {
    return members.length > 0 ? members.map(({ azureResourceId }) => memberHash(azureResourceId)) : undefined;
}
