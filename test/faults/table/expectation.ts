import { type FaultKind, lasts } from "../kinds/faultKind";
import type { Site } from "./sites";
import type { VerbName } from "./verbs";

/** How an operation is to end under a fault. */
export type Outcome =
    /** It succeeds. */
    | "recovers"
    /** It fails, and what is remembered is what was remembered before. */
    | "refused"
    /** It fails, and what it did, or may have done, is remembered as a partial resource. */
    | "partial";

const recovers = "recovers" as const;

/**
 * States how a verb ends when a fault strikes one of its call sites. These are the project's promises, not what the code
 * happens to do: GETs are repeated until the deadline; a POST only when it surely had no effect; what may have taken
 * effect is observed first; what counts is what the service shows; and unsettled work is state.
 */
export function expectationOf(verb: VerbName, site: Site, fault: FaultKind): Outcome {
    // A verb that has asked for a change keeps what it did; delete and read have no partial resource.
    const keeps = verb !== "delete" && verb !== "read";
    const unsettled = keeps ? "partial" : "refused";
    if (site.carries && fault.action !== "refused" && !(fault.status === 401 && lasts(fault))) {
        // What befalls `$batch` befalls none of its requests when they go alone, unless the token itself is refused.
        return recovers;
    }
    if (mayMeanLargePages(site, fault)) {
        return recovers;
    }
    switch (site.nature) {
        case "token":
            return ofToken(fault);
        case "token after":
            return ofToken(fault) === "refused" ? unsettled : recovers;
        case "look":
            return ofLook(verb, fault);
        case "look at deployments":
            return ofLookAtDeployments(fault);
        case "look after":
            return ofLookAfter(verb, fault, unsettled);
        case "job":
            return ofJob(verb, fault, unsettled);
        case "post":
            return ofPost(verb, site, fault, unsettled);
    }
}

/** Whether a list is refused once with a 400: that may mean the large pages it asked for, so it is asked for without them. */
export function mayMeanLargePages({ service, method, nature }: Site, fault: FaultKind): boolean {
    const isList = service === "language" && method === "GET" && (nature === "look" || nature === "look after");
    return isList && fault.status === 400 && !lasts(fault);
}

/** Nothing has been asked for yet. What the token endpoint says for good, even with a 200, is said of the credentials. */
function ofToken(fault: FaultKind): Outcome {
    if (fault.name === "body of another shape" || fault.nature === "renewable" || fault.nature === "definite") {
        return "refused";
    }
    return lasts(fault) ? "refused" : recovers;
}

function ofLook(verb: VerbName, fault: FaultKind): Outcome {
    if (fault.nature === "bad link") {
        return "refused";
    }
    if (fault.nature === "definite") {
        // No project, or no device: nothing is left to read or delete.
        return fault.status === 404 && (verb === "read" || verb === "delete") ? recovers : "refused";
    }
    return lasts(fault) && fault.nature !== "harmless" ? "refused" : recovers;
}

/** What is unassigned could delete some; before it is refused, it is looked at once more. */
function ofLookAtDeployments(fault: FaultKind): Outcome {
    return lasts(fault) && fault.nature !== "harmless" ? "refused" : recovers;
}

/** A change was asked for, and cannot be seen. */
function ofLookAfter(verb: VerbName, fault: FaultKind, unsettled: Outcome): Outcome {
    if (fault.nature === "definite" && fault.status === 404 && verb === "delete") {
        return recovers;
    }
    return fault.nature === "bad link" || fault.nature === "definite" || lasts(fault) ? unsettled : recovers;
}

/** A job that cannot be read is not needed where the list shows what it did; one that may yet be read is waited for. */
function ofJob(verb: VerbName, fault: FaultKind, unsettled: Outcome): Outcome {
    if (fault.nature === "job fails" || fault.nature === "job is partial") {
        return ofBadEnd(verb, fault, unsettled);
    }
    if (fault.nature === "definite" || fault.nature === "job lies") {
        return recovers;
    }
    return lasts(fault) ? unsettled : recovers;
}

function ofPost(verb: VerbName, site: Site, fault: FaultKind, unsettled: Outcome): Outcome {
    const isSecond =
        secondPost[verb] === (site.name.includes("unassign") || site.name.includes("unbind") ? "off" : "on");
    const untouched = isSecond ? "partial" : "refused";
    switch (fault.nature) {
        case "unsent":
            return lasts(fault) ? untouched : recovers;
        case "lost before":
            return lasts(fault) ? unsettled : recovers;
        case "definite":
            return ofRefusedPost(verb, site, fault, untouched);
        case "job fails":
        case "job is partial":
            return ofBadEnd(verb, fault, unsettled);
        default:
            return recovers;
    }
}

/** A job without effect leaves nothing of a create. */
function ofBadEnd(verb: VerbName, { nature }: FaultKind, unsettled: Outcome): Outcome {
    return nature === "job fails" && verb === "create" ? "refused" : unsettled;
}

/** The POST of an update that comes after another one has taken effect. */
const secondPost: Partial<Record<VerbName, "on" | "off">> = { update: "off", reassign: "on", rebind: "on" };

function ofRefusedPost(verb: VerbName, site: Site, fault: FaultKind, untouched: Outcome): Outcome {
    if (verb === "rebind" && !lasts(fault)) {
        // The account that the device had is bound again.
        return "refused";
    }
    if (site.service === "language" && fault.status === 409 && !lasts(fault)) {
        // Somebody else's job, which ends.
        return recovers;
    }
    return untouched;
}
