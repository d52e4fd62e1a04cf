import { makeSecret } from "../../engine/deployment/state/property";

/** A value in a secret's envelope. */
export function secret(value: unknown): unknown {
    return makeSecret({ value });
}
