import { languageCloudAt, languageCloudNames } from "../../provider/dist/validation/clouds";
import type { ProviderConfig } from "./providerConfig";
import type { Properties } from "./wire/values";

/** Inputs that are about Azure AI Language. An endpoint whose suffix tells its cloud needs none; US Government DoD has no Language endpoints. */
export function withLanguageCloud(inputs: Properties, { cloud }: ProviderConfig): Properties {
    const isLanguageCloud = languageCloudNames.some((name) => name === cloud);
    const isTold = isGiven(inputs) || languageCloudAt(inputs.endpoint) !== undefined;
    return isLanguageCloud && !isTold ? { ...inputs, cloud } : inputs;
}

/** Inputs that are about Microsoft Graph. */
export function withGraphCloud(inputs: Properties, { cloud }: ProviderConfig): Properties {
    return cloud === undefined || isGiven(inputs) ? inputs : { ...inputs, cloud };
}

function isGiven({ cloud }: Properties): boolean {
    return cloud !== undefined && cloud !== null;
}
