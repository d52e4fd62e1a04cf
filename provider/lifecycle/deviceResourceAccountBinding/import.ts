import { isoNow } from "../../core/clock";
import { AssignmentsError } from "../../core/errors";
import { toProperties } from "../../core/json";
import { printableText } from "../../core/text";
import type { Device } from "../../graph/device";
import { checkInputs } from "../../validation/checkInputs";
import { cloudTable, graphCloudNames } from "../../validation/clouds";
import { canonicalEndpoint } from "../../validation/endpoint";
import type { Properties } from "../../validation/fields";
import { isGuid } from "../../validation/ids";
import { isUserPrincipalName, plainNameRule } from "../../validation/rules";
import type { LifecycleContext } from "../context";
import { lookTwice, nothingToImport } from "../gone";
import { type Observed, ownerOf } from "../results";
import { deadlineOf } from "../timeouts";
import { viewAccount } from "./account/accountView";
import { idOf } from "./account/result";
import { bindingTable } from "./fields";
import { searchOf } from "./read";
import { type DeviceResourceAccountBindingState, inputsOf, readState } from "./state";

const idAdvice =
    "Give the cloud and the device's id, for example public/5a0c1f3e-0d3b-4e53-9c0f-6b8f2d1c7a90; an id alone is in the public cloud. " +
    "At another address of Microsoft Graph, give the device's whole address, " +
    "https://.../beta/deviceManagement/windowsAutopilotDeviceIdentities/ID.";

/**
 * Reads the account that a device shows, so that the binding can be managed from then on. `defaults` are inputs that the id does not
 * tell. Rejects where the device is not there, or shows no account.
 */
export async function importById(context: LifecycleContext, id: string, defaults: Properties): Promise<Observed> {
    const address = addressOf(id, defaults);
    const deadline = deadlineOf("read", address.timeouts, context.clock, context.signal);
    const { found: device, gone } = await lookTwice(deadline, () => context.graph.get(address, deadline));
    if (!device) {
        throw nothingToImport(searchOf(context, address), gone);
    }
    const account = accountOn(device, id);
    const { serialNumber, displayName } = device;
    const observedIn = viewAccount(device, account).ours;
    const imported = {
        ...address,
        ...account,
        observedIn,
        serialNumber,
        displayName,
        ownedSince: isoNow(context.clock),
    };
    context.report.info(
        `"${ownerOf(imported)}" takes over ${account.userPrincipalName} on Autopilot device ${address.deviceId}. A user who was assigned to ` +
            "a device shows in the same properties as a resource account: make sure that it is one.",
    );
    return { id: idOf(imported), state: toProperties(imported), inputs: toProperties(inputsOf(imported)) };
}

/** The device that an id names, in any form that this package has stored. */
function addressOf(id: string, defaults: Properties): DeviceResourceAccountBindingState {
    const separator = id.lastIndexOf("/");
    const deviceId = id.slice(separator + 1);
    const place = id.slice(0, Math.max(separator, 0));
    const [, root] = /^(https?:\/\/.*)\/beta\/deviceManagement\/windowsAutopilotDeviceIdentities$/.exec(place) ?? [];
    const isCloud = place === "" || graphCloudNames.some((name) => name === place);
    if (!isGuid(deviceId) || (root === undefined && !isCloud)) {
        throw badId(`"${printableText(id)}" is not the id of a DeviceResourceAccountBinding.`);
    }
    const where = root === undefined ? { cloud: place || defaults.cloud } : graphAt(root, defaults);
    const { failures, inputs } = checkInputs(
        { ...defaults, ...where, deviceId, userPrincipalName: "none@none.example" },
        bindingTable,
    );
    if (failures.length > 0) {
        throw badId(failures.map(({ reason }) => reason).join(" "));
    }
    return readState(inputs);
}

/** An address of Microsoft Graph that is a cloud's own is given by the cloud. */
function graphAt(root: string, { cloud = "public" }: Properties): Properties {
    const own = graphCloudNames.find(
        (name) => canonicalEndpoint(cloudTable[name].graphRoot) === canonicalEndpoint(root),
    );
    return own ? { cloud: own } : { cloud, graphEndpoint: root };
}

/** The account that a device shows; what shows no UPN could not be bound again. */
function accountOn({ userPrincipalName, deviceAccountUpn, addressableUserName, resourceName }: Device, id: string) {
    const upn = [userPrincipalName, deviceAccountUpn, resourceName].find((name) => name && isUserPrincipalName(name));
    if (upn === undefined) {
        throw new AssignmentsError(
            "NothingShown",
            `Autopilot device ${printableText(id)} shows no account by its user principal name, so there is nothing to import. ` +
                "Declare the binding instead: create takes over what is bound already.",
        );
    }
    return {
        userPrincipalName: upn,
        addressableUserName: declarable(addressableUserName),
        resourceAccountName: resourceName === upn ? undefined : declarable(resourceName),
    };
}

/** A name as far as a program can declare it: devices show names of blanks, too. */
function declarable(name: string | undefined): string | undefined {
    return name !== undefined && plainNameRule(name) === undefined ? name : undefined;
}

function badId(problem: string): AssignmentsError {
    return new AssignmentsError("BadId", `${problem} ${idAdvice}`);
}
