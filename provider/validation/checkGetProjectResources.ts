import type { CheckResult } from "./checkFailure";
import { checkInputs, type FieldTable, textField } from "./checkInputs";
import { assignmentFields } from "./checkProjectResourceAssignment";
import { durationAdvice, durationRule } from "./rules/durationRule";

const { endpoint, projectName, projectKind, apiVersion, cloud } = assignmentFields;

const projectArguments: FieldTable = {
    fields: {
        endpoint,
        projectName,
        projectKind,
        apiVersion,
        cloud,
        timeout: { advice: durationAdvice, check: textField(durationRule) },
    },
    outputs: [],
    noun: "an argument of getProjectResources",
};

/** Checks the arguments of `getProjectResources`, without any I/O; `projectKind` and `apiVersion` get their defaults. */
export function checkGetProjectResources(args: Record<string, unknown>): CheckResult {
    return checkInputs(args, projectArguments);
}
