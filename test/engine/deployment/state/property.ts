import { isDeepStrictEqual } from "node:util";

/** Property values travel and are kept as plain JSON, in Pulumi's wire form: a secret is an object with this signature. */
export type PropertyMap = Record<string, unknown>;

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** What stands for a value that a preview cannot know. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A secret in wire form (`value`) or as stored (`ciphertext`, or `plaintext` with the value as JSON). */
export interface SecretValue {
    value?: unknown;
    ciphertext?: string;
    plaintext?: string;
}

/** True for a secret, whether in wire form or as stored. */
export function isSecret(value: unknown): value is SecretValue {
    return isObject(value) && value[signatureKey] === secretSignature;
}

/** Wraps a value as a secret, in wire form or, with `ciphertext`, as stored. A secret stays as it is. */
export function makeSecret(content: SecretValue): unknown {
    return isSecret(content.value) ? content.value : { [signatureKey]: secretSignature, ...content };
}

/** True for an object that is neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Rebuilds a value from the inside out: `replace` is called with every secret, and its answer takes the secret's place. */
export function mapSecrets(value: unknown, replace: (secret: SecretValue) => unknown): unknown {
    if (isSecret(value)) {
        return replace(value);
    }
    if (Array.isArray(value)) {
        return value.map((item) => mapSecrets(item, replace));
    }
    return isObject(value) ? mapProperties(value, (item) => mapSecrets(item, replace)) : value;
}

/** The values without their secret wrappers, at any depth: dynamic providers do not take secrets. */
export function withoutSecrets(properties: PropertyMap): PropertyMap {
    const unwrap = (value: unknown): unknown => mapSecrets(value, (secret) => unwrap(secret.value));
    return mapProperties(properties, unwrap);
}

/** The values without those that are unknown, at any depth: an update, unlike a preview, hands none to a provider. */
export function withoutUnknowns(properties: PropertyMap): PropertyMap {
    const known = Object.entries(properties).filter(([, value]) => value !== unknownValue);
    return Object.fromEntries(known.map(([name, value]) => [name, knownPart(value)]));
}

function knownPart(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.filter((item) => item !== unknownValue).map(knownPart);
    }
    return isObject(value) ? withoutUnknowns(value) : value;
}

/** The values as a message may show them. */
export function redacted(value: unknown): unknown {
    return mapSecrets(value, () => "[secret]");
}

/**
 * Marks those outputs as secret that bear the name of a secret input, as Pulumi does for providers that take no secrets:
 * objects are compared property by property, an array becomes a secret as a whole.
 */
export function annotateSecrets(outputs: PropertyMap, inputs: PropertyMap): PropertyMap {
    return mapProperties(outputs, (output, name) => {
        const input = inputs[name];
        if (isSecret(output) || isSecret(input)) {
            return isSecret(input) ? makeSecret({ value: output }) : output;
        }
        if (isObject(output) && isObject(input)) {
            return annotateSecrets(output, input);
        }
        return containsSecret(input) ? makeSecret({ value: output }) : output;
    });
}

/** True if both are the same JSON, regardless of the order of properties. */
export function sameValue(a: unknown, b: unknown): boolean {
    return isDeepStrictEqual(a, b);
}

function containsSecret(value: unknown): boolean {
    if (Array.isArray(value)) {
        return value.some(containsSecret);
    }
    return isSecret(value) || (isObject(value) && Object.values(value).some(containsSecret));
}

function mapProperties(properties: PropertyMap, change: (value: unknown, name: string) => unknown): PropertyMap {
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, change(value, name)]));
}
