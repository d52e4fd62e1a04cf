import type { Deadline } from "../core/deadline";
import { AssignmentsError } from "../core/errors";
import { printableText } from "../core/text";
import type { Device } from "../graph/device";
import type { AssignedResource } from "../language/members";
import { checkInputs, type FieldTable, textField } from "../validation/checkInputs";
import { durationAdvice, durationRule } from "../validation/duration";
import type { CheckResult } from "../validation/findings";
import { plainNameRule } from "../validation/rules";
import type { LifecycleContext } from "./context";
import { bindingFields } from "./deviceResourceAccountBinding/fields";
import { readState as readBinding } from "./deviceResourceAccountBinding/state";
import { assignmentFields } from "./projectResourceAssignment/fields";
import { readState as readAssignment } from "./projectResourceAssignment/state";
import { deadlineOf } from "./timeouts";

const deviceArguments: FieldTable = {
    fields: {
        serialNumber: {
            required: true,
            advice: 'Give the whole number, for example "R9-0123456".',
            check: textField(plainNameRule),
        },
        cloud: bindingFields.cloud,
        graphEndpoint: bindingFields.graphEndpoint,
        timeout: { advice: durationAdvice, check: textField(durationRule) },
    },
    outputs: [],
    noun: "an argument of getAutopilotDevice",
};

/** Checks the arguments of `getAutopilotDevice`, without any I/O; `cloud` gets its default. */
export function checkGetAutopilotDevice(args: Record<string, unknown>): CheckResult {
    return checkInputs(args, deviceArguments);
}

const projectArguments: FieldTable = {
    fields: {
        endpoint: assignmentFields.endpoint,
        projectName: assignmentFields.projectName,
        projectKind: assignmentFields.projectKind,
        apiVersion: assignmentFields.apiVersion,
        cloud: assignmentFields.cloud,
        timeout: { advice: durationAdvice, check: textField(durationRule) },
    },
    outputs: [],
    noun: "an argument of getProjectResources",
};

/** Checks the arguments of `getProjectResources`, without any I/O; `projectKind` and `apiVersion` get their defaults. */
export function checkGetProjectResources(args: Record<string, unknown>): CheckResult {
    return checkInputs(args, projectArguments);
}

type Arguments = Record<string, unknown>;
/** What a look-up uses of the services. */
export type LookupContext = Pick<LifecycleContext, "clock" | "language" | "graph" | "signal">;

/** Lists what is assigned to a project; `timeout` is how long to try, 5m by default. */
export async function listProjectResources(context: LookupContext, args: object): Promise<AssignedResource[]> {
    const inputs = refuse("getProjectResources", checkGetProjectResources(args as Arguments));
    return context.language.list(readAssignment(inputs), deadlineFor(context, inputs));
}

/**
 * Finds the one device with exactly this serial number; the service itself filters by `contains`. It is read again by its
 * id, since lists leave `userPrincipalName` empty.
 */
export async function findDevice(context: LookupContext, args: object): Promise<Device> {
    const inputs = refuse("getAutopilotDevice", checkGetAutopilotDevice(args as Arguments));
    const serialNumber = String(inputs.serialNumber);
    const graph = readBinding(inputs);
    const deadline = deadlineFor(context, inputs);
    const found = await context.graph.find(graph, serialNumber, deadline);
    const [match, ...others] = found.filter((candidate) => candidate.serialNumber === serialNumber);
    if (match && others.length === 0) {
        // A list leaves userPrincipalName empty, also where the device has one.
        return context.graph.get({ ...graph, deviceId: match.id }, deadline);
    }
    throw new AssignmentsError(
        "NoSingleDevice",
        match ? several(serialNumber, [match, ...others]) : none(serialNumber, found),
    );
}

function deadlineFor({ clock, signal }: LookupContext, { timeout }: Arguments): Deadline {
    return deadlineOf("read", timeout === undefined ? undefined : { read: String(timeout) }, clock, signal);
}

function none(serialNumber: string, similar: readonly Device[]): string {
    const hint =
        similar.length > 0
            ? `Devices whose serial number contains it: ${describe(similar)}.`
            : "No serial number contains it; check that the device is registered with Windows Autopilot in this tenant.";
    return `No Autopilot device has the serial number "${printableText(serialNumber)}". ${hint}`;
}

function several(serialNumber: string, devices: readonly Device[]): string {
    return (
        `${devices.length} Autopilot devices have the serial number "${printableText(serialNumber)}": ${describe(devices)}. ` +
        "Give the deviceId of the one that is meant."
    );
}

function describe(devices: readonly Device[]): string {
    const shown = devices
        .slice(0, 10)
        .map(({ id, serialNumber, model }) =>
            printableText(`${serialNumber} (${[id, model].filter(Boolean).join(", ")})`),
        );
    return devices.length > 10 ? `${shown.join(", ")} and ${devices.length - 10} more` : shown.join(", ");
}

function refuse(name: string, { inputs, failures }: CheckResult): Arguments {
    if (failures.length > 0) {
        const reasons = failures.map(({ property, reason }) => `${property}: ${reason}`).join(" ");
        throw new AssignmentsError("BadArgument", `${name}: ${reasons}`);
    }
    return inputs;
}
