/** The configuration that lets deployments go without the program's word. */
export const deploymentsConfigName = "azure-assignments:deleteDeployments";

const example = `pulumi config set ${deploymentsConfigName} '["EmailApp"]'`;

/**
 * The stack's configuration `azure-assignments:deleteDeployments`: for destroy, for what is no longer in the program, and for unattended
 * clean-up. `true` lets the deployments of all projects go with what is unassigned, a JSON list of names those of these projects.
 */
export class DeploymentsConfig {
    /** Why the value is none of those; undefined where it is. */
    readonly problem?: string;
    private readonly projects: "all" | ReadonlySet<string>;

    constructor(text: string | undefined) {
        const value = parse(text);
        this.projects = value ?? new Set();
        if (value === undefined) {
            this.problem = `The configuration ${deploymentsConfigName} is neither true, false nor a JSON list of project names. A good example: ${example}`;
        }
    }

    /** Whether the deployments of a project may go; a value that is not understood allows nothing. */
    allows(projectName: string): boolean {
        return this.projects === "all" || this.projects.has(projectName);
    }
}

/** The command that lets the deployments of one project go. */
export function deploymentsConfigCommand(projectName: string): string {
    return `pulumi config set ${deploymentsConfigName} '${JSON.stringify([projectName])}'`;
}

function parse(text: string | undefined): "all" | ReadonlySet<string> | undefined {
    if (text === undefined || text.trim() === "") {
        return new Set();
    }
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        return undefined;
    }
    if (typeof value === "boolean") {
        return value ? "all" : new Set();
    }
    const isList = Array.isArray(value) && value.every((name) => typeof name === "string");
    return isList ? new Set(value as string[]) : undefined;
}
