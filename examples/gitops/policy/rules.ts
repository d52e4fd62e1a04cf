import type { PolicyConfigSchema, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import {
    asAssignment,
    canonicalId,
    canonicalRegion,
    idOf,
    type Member,
    membersOf,
    nameOf,
    regionOf,
    subscriptionOf,
} from "./assignment";

/** A protected member must not be unassigned by a destroy or a replacement. */
const protectedMembersAreProtected: ResourceValidationPolicy = {
    name: "protected-members-are-protected",
    description: "An assignment of a protected member has the resource option `protect`.",
    configSchema: listOf("members", "ARM ids of the members that must stay."),
    validateResource: (args, reportViolation) => {
        const assignment = asAssignment(args);
        if (!assignment || args.opts.protect) {
            return;
        }
        const wanted = args.getConfig<{ members: string[] }>().members.map(canonicalId);
        for (const member of membersOf(assignment).filter((each) => wanted.includes(idOf(each)))) {
            reportViolation(
                `Protected member: ${nameOf(member, assignment)}. Give "${args.name}" the option protect: true.`,
            );
        }
    },
};

/** Nor by being taken out of the program, which `protect` does not stop. */
const protectedMembersStay: StackValidationPolicy = {
    name: "protected-members-stay",
    description: "Each protected member is declared by an assignment of the stack.",
    configSchema: listOf("members", "ARM ids of the members that must stay."),
    validateStack: (args, reportViolation) => {
        const assignments = args.resources.flatMap((resource) => asAssignment(resource) ?? []);
        const declared = assignments.flatMap(membersOf).map(idOf);
        for (const member of args.getConfig<{ members: string[] }>().members) {
            if (!declared.includes(canonicalId(member))) {
                reportViolation(
                    `Protected member ${member} is declared by no assignment of this stack, so it would be unassigned. Declare it, or take it off the policy's list first.`,
                );
            }
        }
    },
};

const deleteDeploymentsIsAllowed: ResourceValidationPolicy = {
    name: "delete-deployments-is-allowed",
    description:
        "`deleteDeployments: true` stands only on assignments of the projects that the policy's configuration lists.",
    configSchema: listOf("projects", "Names of the projects whose deployments may be deleted; none by default."),
    validateResource: (args, reportViolation) => {
        const assignment = asAssignment(args);
        if (assignment?.deleteDeployments !== true) {
            return;
        }
        const { projectName } = assignment;
        if (!args.getConfig<{ projects: unknown[] }>().projects.includes(projectName)) {
            reportViolation(
                `The deployments of project "${projectName}" may not be deleted. Take deleteDeployments from "${args.name}", or have the project listed in the policy's configuration.`,
            );
        }
    },
};

const subscriptionsAreAllowed = allowList({
    name: "subscriptions-are-allowed",
    description: "Members are of the allowed subscriptions.",
    list: "subscriptions",
    meaning: "Ids of the allowed subscriptions; empty allows all.",
    canonical: canonicalId,
    valueOf: subscriptionOf,
});

const regionsAreAllowed = allowList({
    name: "regions-are-allowed",
    description: "Members are in the allowed regions.",
    list: "regions",
    meaning: "The allowed regions, such as westeurope; empty allows all.",
    canonical: canonicalRegion,
    valueOf: regionOf,
});

/** A rule by which something of each member is on a list. */
function allowList(rule: {
    name: string;
    description: string;
    list: string;
    meaning: string;
    canonical: (text: string) => string;
    valueOf: (member: Member) => string;
}): ResourceValidationPolicy {
    const { name, description, list, meaning, canonical, valueOf } = rule;
    return {
        name,
        description,
        configSchema: listOf(list, meaning),
        validateResource: (args, reportViolation) => {
            const assignment = asAssignment(args);
            const listed = args.getConfig<Record<string, string[]>>()[list] ?? [];
            if (!assignment || listed.length === 0) {
                return;
            }
            const allowed = listed.map(canonical);
            for (const member of membersOf(assignment).filter((each) => !allowed.includes(valueOf(each)))) {
                reportViolation(`Not in the allowed ${list} (${listed.join(", ")}): ${nameOf(member, assignment)}.`);
            }
        },
    };
}

/** Each policy has one list in its configuration, empty by default. */
function listOf(name: string, description: string): PolicyConfigSchema {
    return { properties: { [name]: { type: "array", items: { type: "string" }, description, default: [] } } };
}

/** All rules of the pack. */
export const policies = [
    protectedMembersAreProtected,
    protectedMembersStay,
    deleteDeploymentsIsAllowed,
    subscriptionsAreAllowed,
    regionsAreAllowed,
];
