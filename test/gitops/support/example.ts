import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { repository } from "../../packaging/support/repository";

/** The example that the pipelines belong to. */
export const example = join(repository, "examples", "gitops");

/** Reads a file of the example. */
export function readExample(...path: string[]): string {
    return readFileSync(join(example, ...path), "utf8");
}

/** A step of a workflow, as far as the tests look at it. */
export interface Step {
    name?: string;
    uses?: string;
    run?: string;
    env?: Record<string, string>;
    with?: Record<string, unknown>;
}

/** A workflow of GitHub Actions, as far as the tests look at it. */
export interface Workflow {
    on: Record<string, unknown>;
    permissions?: Record<string, string>;
    concurrency?: { group: string; "cancel-in-progress": boolean };
    jobs: Record<string, { if?: string; permissions?: Record<string, string>; environment?: unknown; steps: Step[] }>;
}

/** Where workflows are: the repository's own, and the example's. */
export const workflowFolders = [".github/workflows", "examples/gitops/.github/workflows"];

/** All workflows by their paths in the repository. */
export function workflows(): [path: string, workflow: Workflow][] {
    return workflowFolders.flatMap((folder) =>
        readdirSync(join(repository, folder)).map((name): [string, Workflow] => {
            const path = `${folder}/${name}`;
            return [path, parse(readFileSync(join(repository, path), "utf8"))];
        }),
    );
}
