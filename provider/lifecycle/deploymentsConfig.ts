/** The configuration that lets deployments go without the program's word. */
export const deploymentsConfigName = "azure-assignments:deleteDeployments";
/** The environment variable that does the same, in every operation: a plain destroy has the configuration of the last up only. */
export const deploymentsVariable = "AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS";

/** Where it may stand that deployments may go; each holds the same texts. */
export interface DeploymentsSettings {
    /** The stack's configuration `azure-assignments:deleteDeployments`. */
    config?: string;
    /** The environment variable `AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS`. */
    variable?: string;
}

/**
 * What lets deployments go besides the program: for destroy, for what is no longer in the program, and for unattended clean-up.
 * `true` lets the deployments of all projects go with what is unassigned, a JSON list of names those of these projects.
 */
export class DeploymentsConfig {
    /** Why a value is none of those; undefined where all are. */
    readonly problem?: string;
    private readonly allowed: readonly ("all" | ReadonlySet<string>)[];

    constructor({ config, variable }: DeploymentsSettings) {
        const values = [parse(config), parse(variable)];
        this.allowed = values.filter((value) => value !== undefined);
        const places = [`configuration ${deploymentsConfigName}`, `environment variable ${deploymentsVariable}`];
        const wrong = places.find((_, index) => values[index] === undefined);
        if (wrong !== undefined) {
            this.problem = `The ${wrong} is neither true, false nor a JSON list of project names. A good example: ["EmailApp"]`;
        }
    }

    /** Whether the deployments of a project may go; a value that is not understood allows nothing. */
    allows(projectName: string): boolean {
        return this.allowed.some((projects) => projects === "all" || projects.has(projectName));
    }
}

/** What a person can do to let the deployments of one project go with what the program does not declare any more, in words. */
export function waysToLetGo(projectName: string): string {
    const list = `'${JSON.stringify([projectName])}'`;
    return (
        `run the same command again with ${deploymentsVariable}=${list} in its environment, ` +
        `or run pulumi config set ${deploymentsConfigName} ${list} and then pulumi up, or pulumi destroy --run-program`
    );
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
