import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { unknownValue } from "../../../provider/dist/core/unknown";

/** Properties as plain JSON. */
export type Properties = Record<string, unknown>;

/** Properties out of their wire form. */
export interface Opened {
    /** Plain values; what is not known yet is Pulumi's stand-in for a text, whatever its type. */
    values: Properties;
    /** The names of the properties that are secret, or hold what is; sorted. */
    secrets: string[];
}

/** By this key an object of the wire says that it is none, and what it stands for. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What stands for a value that a preview does not know, by the value's type. */
const unknownValues = new Set([
    unknownValue,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Takes properties out of their wire form. */
export function open(struct: Struct | undefined): Opened {
    const secrets: string[] = [];
    const values: Properties = {};
    for (const [name, wire] of Object.entries(struct?.toJavaScript() ?? {})) {
        const { value, isSecret } = plain(wire);
        values[name] = value;
        if (isSecret) {
            secrets.push(name);
        }
    }
    return { values, secrets: secrets.sort() };
}

/** Puts properties into their wire form; those of the names given are secret. Properties without a value are left out. */
export function close(values: Properties, secrets: Iterable<string> = []): Struct {
    const names = new Set(secrets);
    const present = Object.entries(values).filter(([, value]) => value !== undefined);
    const wire = present.map(([name, value]) => [
        name,
        names.has(name) && value !== null ? { [signatureKey]: secretSignature, value } : value,
    ]);
    return Struct.fromJavaScript(Object.fromEntries(wire));
}

function plain(wire: unknown): { value: unknown; isSecret: boolean } {
    if (typeof wire === "string") {
        return { value: unknownValues.has(wire) ? unknownValue : wire, isSecret: false };
    }
    if (typeof wire !== "object" || wire === null) {
        return { value: wire, isSecret: false };
    }
    const { [signatureKey]: signature, value: content, secret } = wire as Properties;
    if (signature === secretSignature) {
        return { value: plain(content).value, isSecret: true };
    }
    if (signature === outputSignature) {
        const opened = plain(content === undefined ? unknownValue : content);
        return { value: opened.value, isSecret: secret === true || opened.isSecret };
    }
    return Array.isArray(wire) ? plainList(wire) : plainObject(wire as Properties);
}

function plainList(wire: readonly unknown[]): { value: unknown[]; isSecret: boolean } {
    const items = wire.map(plain);
    return { value: items.map(({ value }) => value), isSecret: items.some(({ isSecret }) => isSecret) };
}

function plainObject(wire: Properties): { value: Properties; isSecret: boolean } {
    const members = Object.entries(wire).map(([name, item]) => ({ name, ...plain(item) }));
    return {
        value: Object.fromEntries(members.map(({ name, value }) => [name, value])),
        isSecret: members.some(({ isSecret }) => isSecret),
    };
}
