import type { Deadline } from "../../core/deadline";
import { AssignmentsError } from "../../core/errors";
import { printableText } from "../../core/text";
import type { Device } from "../../graph/device";
import type { AssignedResource } from "../../language/members";
import { checkInputs } from "../../validation/checkInputs";
import type { FunctionTable, ValuesOf } from "../../validation/fields";
import { readFields } from "../../validation/readFields";
import type { LifecycleContext } from "../context";
import { deadlineOf } from "../timeouts";
import { autopilotDeviceTable, projectResourcesTable } from "./fields";

/** What a look-up uses of the services. */
export type LookupContext = Pick<LifecycleContext, "clock" | "language" | "graph" | "signal">;

/** Lists what is assigned to a project; `timeout` is how long to try, 5m by default. */
export async function listProjectResources(context: LookupContext, args: object): Promise<AssignedResource[]> {
    const inputs = checkArguments(projectResourcesTable, args);
    return context.language.list(inputs, deadlineFor(context, inputs));
}

/**
 * Finds the one device with exactly this serial number; the service itself filters by `contains`. It is read again by its
 * id, since lists leave `userPrincipalName` empty.
 */
export async function findDevice(context: LookupContext, args: object): Promise<Device> {
    const { serialNumber, ...graph } = checkArguments(autopilotDeviceTable, args);
    const deadline = deadlineFor(context, graph);
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

function deadlineFor({ clock, signal }: LookupContext, { timeout }: { timeout?: string }): Deadline {
    return deadlineOf("read", { read: timeout }, clock, signal);
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

/** The arguments with their defaults; only what is wrong with them, and nothing sent, where something is. */
function checkArguments<T extends FunctionTable>({ name, inputs }: T, args: object): ValuesOf<T["inputs"]> {
    const { inputs: checked, failures } = checkInputs({ ...args }, { inputs }, `an argument of ${name}`);
    if (failures.length > 0) {
        const reasons = failures.map(({ property, reason }) => `${property}: ${reason}`).join(" ");
        throw new AssignmentsError("BadArgument", `${name}: ${reasons}`);
    }
    return readFields<T["inputs"]>(inputs, checked);
}
