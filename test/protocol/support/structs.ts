import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Properties as they go over the wire. */
export type Properties = Record<string, unknown>;

/** Turns plain properties into a message; what has no value is left out. */
export function toStruct(properties: Properties): Struct {
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}

/** Turns a message into plain properties; none where there is no message. */
export function fromStruct(struct: Struct | undefined): Properties {
    return (struct?.toJavaScript() as Properties | undefined) ?? {};
}
