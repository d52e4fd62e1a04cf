/** One refused input, in the shape that Pulumi's `check` returns. */
export interface CheckFailure {
    /** Path of the property, such as `endpoint` or `resources[1].region`. */
    property: string;
    /** What is wrong with which value, what is allowed, and a good example; bounded and without control characters. */
    reason: string;
}

/** The outcome of a check: the inputs as they go on, and every refusal. */
export interface CheckResult {
    /** The inputs as the user wrote them, with defaults added and absent ones dropped. */
    inputs: Record<string, unknown>;
    /** Empty when the inputs are good. */
    failures: CheckFailure[];
}
