import { brotliCompressSync, brotliDecompressSync, constants, inflateRawSync } from "node:zlib";

type Properties = Record<string, unknown>;

/** What a packed text holds: the value of the property that it stands for, and other properties, which mostly repeat it. */
interface Parcel {
    own: unknown;
    others: Properties;
}

/** Begins a property that was packed; the number is the way in which it was. States hold such texts: each way stays readable. */
const mark = "packed:2:";
/** The first way: each property by itself, deflated. */
const olderMark = "packed:1:";
/** Properties that are no longer than this, as JSON, stay as they are. */
const smallInBytes = 1_024;
/** Beyond it the text hardly gets shorter, and takes ten times as long. */
const quality = 5;

/**
 * Packs the large properties of a state together into one text: `pending` names again what `resources` has. It stands
 * under the name of a secret property, if one is large, by which Pulumi encrypts it; no secret goes under another name.
 */
export function packed(properties: Properties): Properties {
    const secret = Array.isArray(properties.secretInputs) ? properties.secretInputs : [];
    const [holder, ...rest] = largeIn(properties).sort(
        (a, b) => Number(secret.includes(b)) - Number(secret.includes(a)),
    );
    if (holder === undefined) {
        return properties;
    }
    const gathered = rest.filter((name) => !secret.includes(name));
    const others = Object.fromEntries(gathered.map((name) => [name, properties[name]]));
    const kept = Object.entries(properties).filter(([name]) => !gathered.includes(name));
    return { ...Object.fromEntries(kept), [holder]: pack({ own: properties[holder], others }) };
}

/** The properties as they were before they were packed; others are as they are. */
export function unpacked(properties: Properties): Properties {
    return Object.assign({}, ...Object.entries(properties).map(([name, value]) => unpack(name, value)));
}

/** The names of the large properties, the largest first. */
function largeIn(properties: Properties): string[] {
    return Object.entries(properties)
        .filter(([, value]) => typeof value === "object" && value !== null)
        .map(([name, value]) => ({ name, bytes: Buffer.byteLength(JSON.stringify(value)) }))
        .filter(({ bytes }) => bytes > smallInBytes)
        .sort((a, b) => b.bytes - a.bytes)
        .map(({ name }) => name);
}

function pack(parcel: Parcel): string {
    const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
    return mark + brotliCompressSync(JSON.stringify(parcel), { params }).toString("base64");
}

/** A text of the user's own may happen to begin with a mark. */
function unpack(name: string, value: unknown): Properties {
    try {
        if (typeof value === "string" && value.startsWith(mark)) {
            const { own, others } = JSON.parse(brotliDecompressSync(bytesAfter(mark, value)).toString()) as Parcel;
            return { ...others, [name]: own };
        }
        if (typeof value === "string" && value.startsWith(olderMark)) {
            return { [name]: JSON.parse(inflateRawSync(bytesAfter(olderMark, value)).toString()) };
        }
    } catch {
        // Then it is such a text.
    }
    return { [name]: value };
}

function bytesAfter(start: string, text: string): Buffer {
    return Buffer.from(text.slice(start.length), "base64");
}
