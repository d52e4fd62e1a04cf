import { canonicalArmId } from "../validation/canonicalArmId";

/** A Language resource as the service wants it in an assign request. */
export interface ResourceMetadata {
    /** ARM id of the Cognitive Services account. */
    azureResourceId: string;
    /** Custom subdomain, or the whole host, of that account. */
    customDomain: string;
    /** Region code, `westeurope` for example. */
    region: string;
}

/** A Language resource as the service lists it; it never returns the custom domain. */
export interface AssignedResource {
    /** ARM id; its letter case is the service's own. */
    azureResourceId: string;
    /** Region code as the service spells it. */
    region: string;
}

/** Finds a listed resource by its ARM id, without regard to letter case. */
export function findMember<T extends { azureResourceId: string }>(list: readonly T[], id: string): T | undefined {
    const wanted = canonicalArmId(id);
    return list.find((entry) => canonicalArmId(entry.azureResourceId) === wanted);
}
