import { defaultApiVersion, languageVersions, projectKinds, versionsFor, wireShapeOf } from "../apiVersions";
import type { TextRule } from "../findings";

/**
 * Takes an api-version that can assign projects of a kind, or one that is newer than all known here. While the kind is not known, or is none, the version must
 * serve some kind.
 */
export function apiVersionRule(projectKind: unknown): TextRule {
    const kind = projectKinds.find((word) => word === projectKind);
    return (text) => {
        const kinds = kind === undefined ? projectKinds : [kind];
        if (kinds.some((candidate) => wireShapeOf(text, candidate) !== undefined)) {
            return undefined;
        }
        const projects = kind === undefined ? "projects" : `${kind} projects`;
        const exists = languageVersions.some((entry) => entry.version === text);
        const working = [...new Set(kinds.flatMap(versionsFor))].sort();
        return {
            problem: exists ? `cannot assign resources to ${projects}` : "is not an api-version known here",
            advice: `These work for ${projects}: ${working.join(", ")}; for example "${defaultApiVersion}".`,
        };
    };
}
