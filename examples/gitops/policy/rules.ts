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

/** Keeps a destroy or a replacement from unassigning a protected member. */
const protectedMembersAreProtected: ResourceValidationPolicy = {
    name: "protected-members-are-protected",
    description: "Assignments of protected members must have the resource option `protect`.",
    configSchema: listOf("members", "ARM ids of the protected members."),
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

/** Keeps an update from unassigning a protected member: `protect` does not stop that. */
const protectedMembersStay: StackValidationPolicy = {
    name: "protected-members-stay",
    description: "Each protected member must be declared by an assignment of the stack.",
    configSchema: listOf("members", "ARM ids of the protected members."),
    validateStack: (args, reportViolation) => {
        const assignments = args.resources.flatMap((resource) => asAssignment(resource) ?? []);
        const declared = assignments.flatMap(membersOf).map(idOf);
        for (const member of args.getConfig<{ members: string[] }>().members) {
            if (!declared.includes(canonicalId(member))) {
                reportViolation(
                    `Protected member ${member} is not declared by any assignment of this stack, so it would be unassigned. Declare it, or remove it from the policy's list first.`,
                );
            }
        }
    },
};

const deleteDeploymentsIsAllowed: ResourceValidationPolicy = {
    name: "delete-deployments-is-allowed",
    description: "`deleteDeployments: true` is allowed only for the projects in the policy's configuration.",
    configSchema: listOf("projects", "Projects whose deployments may be deleted. Default: none."),
    validateResource: (args, reportViolation) => {
        const assignment = asAssignment(args);
        if (assignment?.deleteDeployments !== true) {
            return;
        }
        const { projectName } = assignment;
        if (!args.getConfig<{ projects: unknown[] }>().projects.includes(projectName)) {
            reportViolation(
                `The deployments of project "${projectName}" must not be deleted. Remove deleteDeployments from "${args.name}", or add the project to the policy's configuration.`,
            );
        }
    },
};

const subscriptionsAreAllowed = allowList({
    name: "subscriptions-are-allowed",
    description: "Members must be in one of the allowed subscriptions.",
    list: "subscriptions",
    meaning: "Ids of the allowed subscriptions. An empty list allows all.",
    canonical: canonicalId,
    textOf: subscriptionOf,
});

const regionsAreAllowed = allowList({
    name: "regions-are-allowed",
    description: "Members must be in one of the allowed regions.",
    list: "regions",
    meaning: "Allowed regions, such as westeurope. An empty list allows all.",
    canonical: canonicalRegion,
    textOf: regionOf,
});

/** A rule that some value of each member must be on a list. */
function allowList(rule: {
    name: string;
    description: string;
    list: string;
    meaning: string;
    canonical: (text: string) => string;
    textOf: (member: Member) => string;
}): ResourceValidationPolicy {
    const { name, description, list, meaning, canonical, textOf } = rule;
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
            for (const member of membersOf(assignment).filter((each) => !allowed.includes(textOf(each)))) {
                reportViolation(`Not in the allowed ${list} (${listed.join(", ")}): ${nameOf(member, assignment)}.`);
            }
        },
    };
}

/** The configuration of a policy: one list, empty by default. */
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
