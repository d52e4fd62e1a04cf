import { jsonAnswer } from "../http/answer.js";
import type { Plan } from "../http/plan.js";
import type { Project } from "./project.js";
import { wholeSecond } from "./wholeSecond.js";

/** Plans the answer to a GET of a project. */
export function planProject(project: Project): Plan {
    const createdDateTime = wholeSecond(project.createdAt);
    const kind =
        project.family === "analyze-text"
            ? { projectKind: "CustomSingleLabelClassification", storageInputContainerName: "documents" }
            : { projectKind: "Conversation" };
    const rest = { projectName: project.name, multilingual: false, description: "", language: "en" };
    const times = { createdDateTime, lastModifiedDateTime: createdDateTime };
    return { run: () => jsonAnswer(200, { ...times, ...kind, ...rest }) };
}
