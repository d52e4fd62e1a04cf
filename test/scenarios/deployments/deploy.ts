import type { Deployment } from "#emulator/index";
import type { Scene } from "../support/scene";

/** Deploys a project as a person would, past the stack: these deployments instead of those that there are. */
export function deploy(scene: Scene, project: string, ...deployments: readonly Deployment[]): void {
    scene.outside(({ projects }) => {
        Object.assign(projects[project] ?? {}, { deployments });
    });
}

/** The names of a project's deployments. */
export function deployedIn(scene: Scene, project: string): string[] {
    return (scene.held().projects[project]?.deployments ?? []).map(({ deploymentName }) => deploymentName);
}
