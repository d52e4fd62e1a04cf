import { emptyAnswer } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { Plan } from "../http/plan.js";
import { ShapeError } from "../validation/shapeError.js";
import type { World } from "../world.js";
import type { Device, ResourceAccount } from "./device.js";
import { intuneRefusal } from "./graphError.js";
import { readAccount } from "./readAccount.js";

/** Plans an assignResourceAccountToDevice. */
export function planAssign(world: World, incoming: Incoming, device: Device): Plan {
    const account = readBody(world, incoming);
    const bound = device.account.current;
    if (bound && isSame(bound, account) && world.options.assignExisting === "fail") {
        throw intuneRefusal(world, incoming, "Conflict", "The resource account is assigned to the device already.");
    }
    if (bound && !isSame(bound, account) && world.options.assignOverExisting === "conflict") {
        throw intuneRefusal(world, incoming, "Conflict", "Another resource account is assigned to the device.");
    }
    return bind(world, device, account);
}

/** Plans an unassignResourceAccountFromDevice, which takes no body. */
export function planUnassign(world: World, incoming: Incoming, device: Device): Plan {
    if (incoming.body.length > 0) {
        throw intuneRefusal(world, incoming, "BadRequest", "unassignResourceAccountFromDevice takes no body.");
    }
    if (!device.account.current && world.options.unassignMissing === "fail") {
        throw intuneRefusal(world, incoming, "BadRequest", "No resource account is assigned to the device.");
    }
    return bind(world, device, null);
}

function bind(world: World, device: Device, account: ResourceAccount | null): Plan {
    return {
        bodyless: true,
        run: () => {
            device.account.set(world.now(), account);
            return emptyAnswer(204);
        },
    };
}

function isSame(left: ResourceAccount, right: ResourceAccount): boolean {
    return left.userPrincipalName.toLowerCase() === right.userPrincipalName.toLowerCase();
}

function readBody(world: World, incoming: Incoming): ResourceAccount {
    const mediaType = incoming.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
    if (mediaType !== "application/json") {
        throw intuneRefusal(world, incoming, "BadRequest", "The Content-Type must be application/json.");
    }
    try {
        return readAccount(JSON.parse(incoming.body), "body");
    } catch (error) {
        const message = error instanceof ShapeError ? `${error.message}.` : "The body is not JSON.";
        throw intuneRefusal(world, incoming, "BadRequest", message);
    }
}
