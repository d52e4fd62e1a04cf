import fc from "fast-check";
import type { Fault, FaultAction } from "#emulator/faults/fault";

// The requests that a fault can strike: Language list, assign, unassign, job; Graph get, assign, unassign, $batch.
const gets = ["/resources\\?", "/jobs/", "windowsAutopilotDeviceIdentities/[^/]*$"];
const posts = [
    ":assign",
    ":unassign",
    "/assignResourceAccountToDevice",
    "/unassignResourceAccountFromDevice",
    "\\$batch",
];

const always: readonly FaultAction[] = [
    { status: 429 },
    { status: 429, headers: { "Retry-After": "3" } },
    { status: 500 },
    { status: 502, body: "<html>Bad gateway</html>" },
    { status: 503 },
    { status: 503, headers: { "Retry-After": "1" } },
    { status: 504 },
    { status: 408 },
    { status: 401 },
    { status: 403 },
    { delayMs: 20_000 },
    { hang: "before" },
    { hang: "after" },
    { hang: "body" },
    { reset: "before" },
    { reset: "after" },
    { reset: "headers" },
    { reset: "body" },
    { truncate: true },
    { text: "not JSON" },
    { text: "" },
];

// A 404 of a list or a device would be a lie that nobody could see through: what is not there needs no work.
const onPosts: readonly FaultAction[] = [
    ...always,
    { operationLocation: null },
    { operationLocation: "https://elsewhere.example.com/jobs/1" },
    { jobStatus: "failed" },
    { jobStatus: "cancelled" },
    { jobStatus: "partiallyCompleted" },
];
const onLanguagePosts: readonly FaultAction[] = [{ status: 400 }, { status: 409 }, { status: 404 }];
const onJobs: readonly FaultAction[] = [
    { status: 404 },
    { jobStatus: "failed" },
    { jobStatus: "cancelled" },
    { jobStatus: "partiallyCompleted" },
    { jobStatus: "pondering" },
];

/** A fault at one kind of request, one to four times. */
export const faultArbitrary: fc.Arbitrary<Fault> = fc
    .oneof(
        site(gets, always),
        site(posts, onPosts),
        site([":assign", ":unassign"], onLanguagePosts),
        site(["/jobs/"], onJobs),
    )
    .chain((fault) => fc.constantFrom(1, 1, 2, 4).map((times) => ({ ...fault, times })));

function site(paths: readonly string[], actions: readonly FaultAction[]): fc.Arbitrary<Fault> {
    return fc.record({
        match: fc.constantFrom(...paths).map((path) => ({ path })),
        action: fc.constantFrom(...actions),
    });
}
