import * as pulumi from "@pulumi/pulumi";

/** An error of which Pulumi shows the message alone, wherever it comes up: one of its handlers would print a stack, if there were one. */
export function runError(message: string, cause?: unknown): pulumi.RunError {
    const error = new pulumi.RunError(message);
    Object.defineProperty(error, "stack", { value: "", enumerable: false, configurable: true, writable: true });
    Object.defineProperty(error, "cause", { value: cause, enumerable: false, configurable: true, writable: true });
    return error;
}
