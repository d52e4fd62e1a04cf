import type { Configuration } from "./stackSettings";

/** Masks shorter than this would garble ordinary words. */
const shortestMask = 3;

/** Replaces a text's secrets. */
export type Mask = (text: string) => string;

/** A mask for the secret values of a configuration: Pulumi shows them nowhere, wherever they come from. */
export function secretMask(config: Configuration): Mask {
    const secrets = [...config.values()].filter(({ value, secret }) => secret && value.length >= shortestMask);
    return (text) => secrets.reduce((masked, { value }) => masked.replaceAll(value, "[secret]"), text);
}
