import type { Device } from "../graph/device";
import type { GraphAddress } from "../graph/deviceAddress";
import { AssignmentsError } from "../http/assignmentsError";
import type { AssignedResource } from "../language/members";
import { checkDeviceResourceAccountBinding } from "../validation/checkDeviceResourceAccountBinding";
import type { CheckResult } from "../validation/checkFailure";
import { checkProjectResourceAssignment } from "../validation/checkProjectResourceAssignment";
import { printableText } from "../validation/printableText";
import { unknownValue } from "../validation/unknown";
import type { LifecycleContext } from "./context";
import { readState as readBinding } from "./deviceResourceAccountBinding/state";
import { readState as readAssignment } from "./projectResourceAssignment/state";
import { deadlineOf } from "./timeouts";

type Arguments = Record<string, unknown>;
/** What a look-up uses of the services. */
export type LookupContext = Pick<LifecycleContext, "clock" | "language" | "graph" | "signal">;

/** Lists what is assigned to a project; `timeout` is how long to try, 5m by default. */
export async function listProjectResources(context: LookupContext, args: object): Promise<AssignedResource[]> {
    const { timeout, ...project } = args as Arguments;
    const timeouts = timeout === undefined ? undefined : { read: timeout };
    const inputs = refuse(
        "getProjectResources",
        checkProjectResourceAssignment({ ...project, timeouts, resources: unknownValue }),
    );
    const state = readAssignment(inputs);
    return context.language.list(state, deadlineOf("read", state.timeouts, context.clock, context.signal));
}

/** Finds the one device with exactly this serial number; the service itself filters by `contains`. */
export async function findDevice(context: LookupContext, args: object): Promise<Device> {
    const { timeout, serialNumber, ...graph } = args as Arguments;
    if (typeof serialNumber !== "string" || serialNumber.trim() === "") {
        throw new AssignmentsError(
            "BadArgument",
            'getAutopilotDevice: serialNumber is missing; give the whole number, for example "R9-0123456".',
        );
    }
    const timeouts = timeout === undefined ? undefined : { read: timeout };
    const device = { deviceId: unknownValue, userPrincipalName: unknownValue };
    const state = readBinding(
        refuse("getAutopilotDevice", checkDeviceResourceAccountBinding({ ...graph, timeouts, ...device })),
    );
    const deadline = deadlineOf("read", state.timeouts, context.clock, context.signal);
    const found = await context.graph.find(state as GraphAddress, serialNumber, deadline);
    const [match, ...others] = found.filter((candidate) => candidate.serialNumber === serialNumber);
    if (match && others.length === 0) {
        return match;
    }
    throw new AssignmentsError(
        "NoSingleDevice",
        match ? several(serialNumber, [match, ...others]) : none(serialNumber, found),
    );
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
