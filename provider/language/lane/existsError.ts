import { AssignmentsError } from "../../http/assignmentsError";
import { memberNames } from "../members";

/** `existing: "fail"`, and a member is assigned already. */
export class ExistsError extends AssignmentsError {
    constructor(projectName: string, ids: readonly string[]) {
        super(
            "AlreadyExists",
            `Creating the assignment was refused: already assigned to ${projectName}: ${memberNames(ids)}. Nothing was changed. ` +
                'Set existing to "adopt" to take them over (an interrupted run may have assigned them), or remove them from "resources".',
        );
    }
}
