import { endpointProblem } from "../endpointProblem";
import type { TextRule } from "../findings";
import { presentableEndpoint } from "../presentableEndpoint";

// Regional endpoints serve a region and no resource of its own, in each cloud under that cloud's domain.
const regionalHost = /\.api\.cognitive\.(microsoft|azure)\.[a-z]+\.?$/;

/** Takes the address of a service, and nothing more. */
export const endpointRule: TextRule = (text) => {
    const problem = text === "" ? "is empty" : endpointProblem(text);
    return problem === undefined ? undefined : { problem, shown: presentableEndpoint(text) };
};

/** Takes the address of a Language resource by its custom subdomain: regional ones refuse Microsoft Entra tokens. */
export const languageEndpointRule: TextRule = (text) => {
    const found = endpointRule(text);
    if (found || !regionalHost.test(new URL(text).hostname)) {
        return found;
    }
    return { problem: "is a regional endpoint, which refuses Microsoft Entra tokens" };
};
