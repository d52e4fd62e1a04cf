import type { FaultAction } from "#emulator/faults/fault";

/** Addresses that must never be asked anything. */
const elsewhere = "https://elsewhere.example.com";
const page = '<html><script>window.location="/login"</script></html>';

/** What may befall any request: it is refused, or nobody can say whether it took effect. */
export const anywhere: readonly FaultAction[] = [
    { status: 429 },
    { status: 429, headers: { "Retry-After": "3" } },
    { status: 429, headers: { "Retry-After": "0" } },
    { status: 429, headers: { "Retry-After": "a while" } },
    { status: 429, headers: { "Retry-After": "Thu, 01 Jan 2026 00:10:00 GMT" } },
    { status: 408 },
    { status: 500 },
    { status: 500, body: { error: "broken" } },
    { status: 502, body: "<html>Bad gateway</html>" },
    { status: 503 },
    { status: 503, headers: { "Retry-After": "1" } },
    { status: 504 },
    { status: 501 },
    { status: 520, body: "" },
    { status: 401 },
    { status: 401, headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' } },
    { status: 403 },
    { status: 403, body: page },
    { status: 302, headers: { Location: `${elsewhere}/login` } },
    { status: 307, headers: { Location: "/" } },
    { status: 405 },
    { status: 410 },
    { status: 413 },
    { status: 422, body: { error: { code: 7, message: ["odd"], details: "none" } } },
    { delayMs: 20_000 },
    { delayMs: 40_000 },
    { hang: "before" },
    { hang: "after" },
    { hang: "body" },
    { reset: "before" },
    { reset: "after" },
    { reset: "headers" },
    { reset: "body" },
    { truncate: true },
    { bom: true },
    { bodyBytes: 3 },
    { bodyBytes: 9_000_000 },
    { text: "not JSON" },
    { text: "" },
    { text: "null" },
    { text: "[]" },
    { text: "{}" },
    { text: '"a text"' },
    { text: page },
    { headers: { "Content-Type": "text/plain", "Retry-After": "soon" } },
    { headers: { "Retry-After": "2" } },
];

/** What only a request that starts a job, or a `$batch`, can meet. */
export const onPosts: readonly FaultAction[] = [
    ...anywhere,
    { status: 200 },
    { status: 202 },
    { status: 204 },
    { status: 400 },
    { status: 404 },
    { status: 409 },
    { operationLocation: null },
    { operationLocation: "" },
    { operationLocation: "jobs" },
    { operationLocation: "/language/assign/jobs/../../secrets" },
    { operationLocation: `${elsewhere}/jobs/1` },
    // A job of that id is not known.
    { operationLocation: "/language/authoring/assign/jobs/66fa9a67-a561-42f1-8a13-f3a879b1a324" },
    { jobStatus: "failed" },
    { jobStatus: "cancelled" },
    { jobStatus: "partiallyCompleted" },
    { jobStatus: "succeeded" },
    { jobStatus: "failed", jobErrors: { message: "one object" } },
    { jobStatus: "failed", jobErrors: [null, 1, "two", [], {}] },
    { jobStatus: "cancelled", jobErrors: "a text" },
];

/** What may befall a `$batch` as a whole. */
export const onBatches: readonly FaultAction[] = [
    ...anywhere,
    { status: 200 },
    { status: 202 },
    { status: 204 },
    { status: 200, body: { responses: [] } },
    { status: 200, body: { responses: [null, 7, { id: "0" }, { id: "9", status: 204 }] } },
    { status: 400 },
    { status: 404 },
    { status: 409 },
    { text: '{"responses":{}}' },
    { text: '{"responses":[]}' },
];

/** What may befall a look at a job; what it says need not be true. */
export const onJobs: readonly FaultAction[] = [
    ...anywhere,
    { status: 400 },
    { status: 404 },
    { status: 409 },
    { status: 202 },
    { status: 204 },
    { text: '{"status":7}' },
    { text: '{"status":""}' },
    { jobStatus: "failed" },
    { jobStatus: "cancelled" },
    { jobStatus: "partiallyCompleted" },
    { jobStatus: "succeeded" },
    { jobStatus: "pondering" },
    { jobStatus: "cancelling" },
    { jobStatus: "Succeeded" },
    { jobStatus: "failed", jobErrors: [{ error: { code: "Nested" } }] },
];

/** Refusals of an action on a device. */
export const onDeviceWrites: readonly FaultAction[] = [{ status: 400 }, { status: 404 }, { status: 409 }];

/** What may befall a look at a device. */
export const onDeviceReads: readonly FaultAction[] = [
    ...anywhere,
    { status: 400 },
    { status: 202 },
    { status: 204 },
    { text: '{"value":{}}' },
    { text: '{"id":""}' },
    { text: '{"error":{"code":"NotReady"}}' },
];

/** What may befall a list. */
export const onLists: readonly FaultAction[] = [
    { status: 400 },
    { status: 202 },
    { status: 204 },
    { text: '{"value":null}' },
    { text: '{"value":{}}' },
    { nextLink: `${elsewhere}/language/authoring?skip=3` },
    { nextLink: "file:///etc/passwd" },
    { nextLink: "http://[" },
    { nextLink: "?api-version=2022-10-01-preview&skip=0" },
];

/** Says of a project or a device that it does not exist. Told twice, nobody could see through it: what is not there needs no work. */
export const lieOnce: FaultAction = { status: 404 };

/** What may befall signing in. */
export const onTokens: readonly FaultAction[] = [
    ...anywhere,
    { status: 400 },
    { status: 404 },
    { text: '{"access_token":""}' },
];
