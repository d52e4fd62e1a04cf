import type { Site } from "../table/sites";
import { jobEndFaults, jobLieFaults, linkFaults, locationFaults } from "./contentFaults";
import type { FaultKind } from "./faultKind";
import { definiteFaults, lastingFaults, passingFaults } from "./transportFaults";

/** Every fault that can strike a site. */
export function faultsAt(site: Site): FaultKind[] {
    const everywhere = [...passingFaults, ...lastingFaults, ...definiteFaults].filter((kind) => applies(kind, site));
    switch (site.nature) {
        case "look":
        case "look after":
            return site.service === "language" && !site.carries ? [...everywhere, ...linkFaults] : everywhere;
        case "post":
            return site.service === "language" ? [...everywhere, ...locationFaults, ...jobEndFaults] : everywhere;
        case "job":
            return [...everywhere, ...(site.skips ? jobEndFaults : []), ...jobLieFaults.filter(isPossible(site))];
        default:
            return everywhere;
    }
}

/** Where a job still runs, what a fault says of its end is no lie. */
function isPossible({ skips }: Site): (fault: FaultKind) => boolean {
    return ({ nature }) => !skips || nature !== "job lies";
}

/** The connection of an inner request is that of its batch; a 204 has no body for a mark; an accepted POST has none either. */
function applies({ action, name }: FaultKind, site: Site): boolean {
    if (site.inner) {
        return typeof action === "function" && !/reset|hang|truncated|MB|mark/.test(name);
    }
    return !(name === "byte order mark" && site.method === "POST" && !site.carries);
}
