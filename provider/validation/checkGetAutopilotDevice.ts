import { bindingFields } from "./checkDeviceResourceAccountBinding";
import type { CheckResult } from "./checkFailure";
import { checkInputs, type FieldTable, textField } from "./checkInputs";
import { durationAdvice, durationRule } from "./rules/durationRule";
import { plainNameRule } from "./rules/plainNameRule";

const { cloud, graphEndpoint } = bindingFields;

const deviceArguments: FieldTable = {
    fields: {
        serialNumber: {
            required: true,
            advice: 'Give the whole number, for example "R9-0123456".',
            check: textField(plainNameRule),
        },
        cloud,
        graphEndpoint,
        timeout: { advice: durationAdvice, check: textField(durationRule) },
    },
    outputs: [],
    noun: "an argument of getAutopilotDevice",
};

/** Checks the arguments of `getAutopilotDevice`, without any I/O; `cloud` gets its default. */
export function checkGetAutopilotDevice(args: Record<string, unknown>): CheckResult {
    return checkInputs(args, deviceArguments);
}
