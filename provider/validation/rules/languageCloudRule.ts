import { languageCloudNames } from "../cloudNames";
import type { TextRule } from "../findings";
import { oneOfRule } from "./oneOfRule";

const known = oneOfRule(languageCloudNames);

/** Takes a cloud that has Language endpoints of its own; the DoD cloud of US Government has none. */
export const languageCloudRule: TextRule = (text) => {
    if (text === "usgovernmentdod") {
        return { problem: `has no Language endpoints of its own; the clouds are ${languageCloudNames.join(", ")}` };
    }
    return known(text);
};
