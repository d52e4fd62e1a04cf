import { validateHeaderName, validateHeaderValue } from "node:http";
import { operationNames } from "../operations.js";
import { asInteger, asList, asOneOf, asRecord, asText, type JsonRecord, ShapeError } from "../validation/shapes.js";
import { actionKinds, type Fault, type FaultAction } from "./fault.js";

type Reader = (value: unknown, target: string) => unknown;

const readers: Readonly<Record<keyof FaultAction, Reader>> = {
    delayMs: asInteger,
    status: asStatus,
    headers: asHeaders,
    body: (value) => value,
    hang: (value, target) => asOneOf(value, target, ["before", "after", "body"]),
    reset: (value, target) => asOneOf(value, target, ["before", "after", "headers", "body"]),
    truncate: asTrue,
    text: asString,
    jobStatus: asText,
    jobErrors: (value) => value,
    operationLocation: asLocation,
    nextLink: asString,
    bodyBytes: asInteger,
    bom: asTrue,
};

const companions = { body: "status", jobErrors: "jobStatus" } as const;

/** Reads a list of faults; whatever is unknown or makes no sense is a ShapeError that names it. */
export function parseFaults(value: unknown): Fault[] {
    return asList(value, "faults").map((item, index) => parseFault(item, `faults[${index}]`));
}

function parseFault(value: unknown, target: string): Fault {
    const { match, times, action } = asRecord(value, target, ["match", "times", "action"]);
    return {
        match: parseMatch(match ?? {}, `${target}.match`),
        times: asInteger(times ?? 1, `${target}.times`, 1),
        action: parseAction(action, `${target}.action`),
    };
}

function parseMatch(value: unknown, target: string): Fault["match"] {
    const { method, path, operation } = asRecord(value, target, ["method", "path", "operation"]);
    if (path !== undefined) {
        assertPattern(asString(path, `${target}.path`), `${target}.path`);
    }
    return {
        ...(method === undefined ? {} : { method: asText(method, `${target}.method`) }),
        ...(path === undefined ? {} : { path: asString(path, `${target}.path`) }),
        ...(operation === undefined ? {} : { operation: asOneOf(operation, `${target}.operation`, operationNames) }),
    };
}

function assertPattern(pattern: string, target: string): void {
    try {
        new RegExp(pattern);
    } catch (error) {
        throw new ShapeError(target, `${target} is no regular expression: ${String(error)}`);
    }
}

function parseAction(value: unknown, target: string): FaultAction {
    const given = asRecord(value, target, Object.keys(readers));
    const read = Object.entries(given).map(([name, item]) => {
        return [name, readers[name as keyof FaultAction](item, `${target}.${name}`)];
    });
    assertOneKind(given, target);
    return Object.fromEntries(read) as FaultAction;
}

function assertOneKind(given: JsonRecord, target: string): void {
    const kinds = actionKinds.filter((kind) => kind in given && !(kind === "headers" && "status" in given));
    if (kinds.length > 1) {
        throw new ShapeError(target, `${target} has more than one kind: ${kinds.join(", ")}`);
    }
    if (kinds.length === 0 && !("delayMs" in given)) {
        throw new ShapeError(target, `${target} needs delayMs or one of ${actionKinds.join(", ")}`);
    }
    for (const [companion, kind] of Object.entries(companions)) {
        if (companion in given && !(kind in given)) {
            throw new ShapeError(target, `${target}.${companion} goes with ${kind} only`);
        }
    }
}

function asStatus(value: unknown, target: string): number {
    const status = asInteger(value, target, 200);
    if (status > 599) {
        throw new ShapeError(target, `${target} must be a status of 200 to 599, not ${status}`);
    }
    return status;
}

function asString(value: unknown, target: string): string {
    if (typeof value !== "string") {
        throw new ShapeError(target, `${target} must be a string, not ${JSON.stringify(value)}`);
    }
    return value;
}

function asTrue(value: unknown, target: string): true {
    if (value !== true) {
        throw new ShapeError(target, `${target} must be true, not ${JSON.stringify(value)}`);
    }
    return value;
}

function asLocation(value: unknown, target: string): string | null {
    return value === null ? null : headerValue("Operation-Location", value, target);
}

function asHeaders(value: unknown, target: string): Record<string, string | null> {
    const given = asRecord(value, target);
    const read = Object.entries(given).map(([name, item]) => {
        return [name, item === null ? null : headerValue(name, item, `${target}.${name}`)];
    });
    return Object.fromEntries(read) as Record<string, string | null>;
}

function headerValue(name: string, value: unknown, target: string): string {
    const text = typeof value === "number" ? String(value) : asString(value, target);
    try {
        validateHeaderName(name);
        validateHeaderValue(name, text);
    } catch {
        throw new ShapeError(target, `${target} cannot be sent as a header: ${JSON.stringify(text)}`);
    }
    return text;
}
