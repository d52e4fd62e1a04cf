import type { Emulator } from "#emulator/index";
import { deviceId, member, room } from "../../unit/lifecycle/support/samples";
import type { Properties } from "./structs";

/** Inputs of an assignment at the emulator, as a program gives them. */
export function assignment(emulator: Emulator, accounts: readonly string[], more: Properties = {}): Properties {
    const resources = accounts.map((account) => member(account));
    return { endpoint: emulator.url, projectName: "EmailApp", logicalName: "email-app", resources, ...more };
}

/** Inputs of a binding at the emulator, as a program gives them. */
export function binding(emulator: Emulator, more: Properties = {}): Properties {
    return { deviceId, userPrincipalName: room, graphEndpoint: emulator.url, logicalName: "room-12", ...more };
}
