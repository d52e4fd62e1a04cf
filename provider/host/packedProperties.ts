import { deflateRawSync, inflateRawSync } from "node:zlib";

type Properties = Record<string, unknown>;

/** Begins a property that was packed; the number is the way in which it was. States hold such texts: each way stays readable. */
const mark = "packed:1:";
/** Properties that are no longer than this, as JSON, stay as they are. */
const smallInBytes = 1_024;

/**
 * Packs the large properties of a state, each into a text under its own name, by which Pulumi knows whether it is secret.
 * What a failed verb leaves behind travels in a header, which can hold some 48 KB: a hundred members are more than that.
 */
export function packed(properties: Properties): Properties {
    return mapValues(properties, (value) => {
        const json = JSON.stringify(value) ?? "";
        const isLarge = typeof value === "object" && Buffer.byteLength(json) > smallInBytes;
        return isLarge ? mark + deflateRawSync(json).toString("base64") : value;
    });
}

/** The properties as they were before they were packed; others are as they are. */
export function unpacked(properties: Properties): Properties {
    return mapValues(properties, (value) =>
        typeof value === "string" && value.startsWith(mark) ? unpack(value) : value,
    );
}

/** A text of the user's own may happen to begin with the mark. */
function unpack(text: string): unknown {
    try {
        return JSON.parse(inflateRawSync(Buffer.from(text.slice(mark.length), "base64")).toString());
    } catch {
        return text;
    }
}

function mapValues(properties: Properties, change: (value: unknown) => unknown): Properties {
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, change(value)]));
}
