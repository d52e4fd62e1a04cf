import { isoNow } from "../../core/clock";
import { AssignmentsError } from "../../core/errors";
import { toProperties } from "../../core/json";
import { printableText } from "../../core/text";
import type { AssignedResource, ResourceMetadata } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import { checkInputs } from "../../validation/checkInputs";
import { languageCloudAt } from "../../validation/clouds";
import type { Properties } from "../../validation/fields";
import type { LifecycleContext } from "../context";
import { lookTwice, nothingToImport } from "../gone";
import { type Observed, ownerOf } from "../results";
import { deadlineOf } from "../timeouts";
import { assignmentTable } from "./fields";
import { memberHash } from "./members/keep";
import { searchOf } from "./read";
import { idOf, inputsOf, type ProjectResourceAssignmentState, readState } from "./state";

/** The longest part of a domain between two full stops. */
const longestLabel = 63;

const idAdvice =
    "Give the project's address, for example https://contoso.cognitiveservices.azure.com/language/authoring/analyze-conversations/projects/EmailApp " +
    "(analyze-text for a text project).";

/**
 * Reads what is assigned to a project by its address, so that it can be managed from then on: all members, whoever assigned them.
 * `defaults` are inputs that the id does not tell. Rejects where the project is not there, or has nothing assigned.
 */
export async function importById(context: LifecycleContext, id: string, defaults: Properties): Promise<Observed> {
    const state = addressOf(id, defaults);
    const deadline = deadlineOf("read", state.timeouts, context.clock, context.signal);
    const { found: list = [], gone } = await lookTwice(deadline, () => context.language.list(state, deadline));
    if (list.length === 0) {
        throw nothingToImport(searchOf(context, state), gone ?? "Nothing is assigned to it.");
    }
    const resources = list.map(asDeclared);
    const unverifiedDomains = list.map((member) => memberHash(member.azureResourceId));
    const imported = { ...state, resources, unverifiedDomains, ownedSince: isoNow(context.clock) };
    const inputs = toProperties(inputsOf(imported));
    refuseWhatNobodyCanDeclare(projectLabel(imported), inputs);
    context.report.info(
        `"${ownerOf(state)}" takes over ${context.names.list(list.map((member) => member.azureResourceId))}, all that is assigned to ` +
            `${projectLabel(state)}. The service does not tell custom domains: each account's name stands for its domain, and a change of it ` +
            "to the right one calls nothing.",
    );
    return { id: idOf(imported), state: toProperties(imported), inputs };
}

/** The project that an id names, in any form that this package has stored. */
function addressOf(id: string, defaults: Properties): ProjectResourceAssignmentState {
    const match = /^(.*?)\/?(?:language\/authoring\/)?analyze-(conversations|text)\/projects\/([^/?#]+)\/?$/.exec(id);
    const [, endpoint = "", projectKind, name = ""] = match ?? [];
    if (!match) {
        throw badId(`"${printableText(id)}" is not the id of a ProjectResourceAssignment.`);
    }
    if (endpoint === "") {
        throw badId(`"${printableText(id)}" does not say where the project is.`);
    }
    // What the endpoint tells of its cloud comes before the default.
    const cloud = languageCloudAt(endpoint) === undefined ? defaults.cloud : undefined;
    const inputs = { ...defaults, cloud, endpoint, projectKind, projectName: decoded(name), resources: [placeholder] };
    const { failures, inputs: checked } = checkInputs(inputs, assignmentTable);
    if (failures.length > 0) {
        throw badId(failures.map(({ reason }) => reason).join(" "));
    }
    return { ...readState(checked), resources: [] };
}

/** Stands for members while an address is checked. */
const placeholder: ResourceMetadata = {
    azureResourceId:
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/none/providers/Microsoft.CognitiveServices/accounts/none",
    customDomain: "none",
    region: "none",
};

function decoded(segment: string): string {
    try {
        return decodeURIComponent(segment);
    } catch {
        return segment;
    }
}

function badId(problem: string): AssignmentsError {
    return new AssignmentsError("BadId", `${problem} ${idAdvice}`);
}

/** A member as a program would declare it. */
function asDeclared({ azureResourceId: listed, region }: AssignedResource): ResourceMetadata {
    // Some lists add a closing slash.
    const azureResourceId = listed.replace(/\/+$/, "");
    return { azureResourceId, customDomain: likelyDomain(azureResourceId), region };
}

/** An account's custom domain is mostly its name, as far as a domain can be so. */
function likelyDomain(azureResourceId: string): string {
    const name = azureResourceId.slice(azureResourceId.lastIndexOf("/") + 1);
    return name
        .toLowerCase()
        .replace(/[^a-z0-9-]/g, "-")
        .slice(0, longestLabel)
        .replace(/-+$/, "");
}

/**
 * What a list shows could be such that no program can declare it: a member without a region, say. The engine would take it for a mistake
 * of this package, and to correct it would be a change of the member.
 */
function refuseWhatNobodyCanDeclare(project: string, inputs: Properties): void {
    const { failures } = checkInputs(inputs, assignmentTable);
    if (failures.length > 0) {
        const reasons = failures.map(({ property, reason }) => `${property}: ${reason}`).join(" ");
        throw new AssignmentsError(
            "NothingShown",
            `What is assigned to ${project} cannot be imported: ${reasons} ` +
                "Declare the assignment instead: create takes over what is assigned already.",
        );
    }
}
