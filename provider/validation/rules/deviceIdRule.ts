import type { TextRule } from "../findings";
import { isGuid } from "../isGuid";

/** Takes the id of a windowsAutopilotDeviceIdentity: a GUID of any version, whose digits alone matter. */
export const deviceIdRule: TextRule = (text) => {
    if (isGuid(text)) {
        return undefined;
    }
    if (text === "") {
        return { problem: "is empty" };
    }
    return { problem: /^\{.*\}$/.test(text) ? "has braces around it" : "is not a GUID" };
};
