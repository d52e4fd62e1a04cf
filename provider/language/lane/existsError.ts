import { AssignmentsError } from "../../http/assignmentsError";

/** `existing: "fail"`, and a member is assigned already. */
export class ExistsError extends AssignmentsError {
    constructor(projectName: string, members: string) {
        super(
            "AlreadyExists",
            `Creating the assignment was refused: already assigned to ${projectName}: ${members}. Nothing was changed. ` +
                'Set existing to "adopt" to take them over (an interrupted run may have assigned them), or remove them from "resources".',
        );
    }
}
