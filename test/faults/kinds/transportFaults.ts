import type { FaultAction } from "#emulator/faults/fault";
import type { FaultKind, FaultNature } from "./faultKind";

/** Faults that pass, each once. */
export const passingFaults: FaultKind[] = [
    { name: "connection refused", nature: "unsent", action: "refused", words: /refused the connection/ },
    reset("before", "lost before"),
    reset("after", "lost after"),
    reset("headers", "lost after"),
    reset("body", "lost after"),
    hang("before", "lost before"),
    hang("after", "lost after"),
    hang("body", "lost after"),
    said("truncated body", "lost after", { truncate: true }, /cut short|broke|early|reset/),
    said(
        "empty body",
        "lost after",
        { text: "" },
        /not what was asked for|not JSON|gave no sense|no token|named no job/,
    ),
    said("body that is not JSON", "lost after", { text: "<html>Welcome</html>" }, /is not JSON|named no job/),
    said(
        "body of another shape",
        "lost after",
        { text: '{"unexpected":[true]}' },
        /not what was asked for|no "expiresOn"|named no job/,
    ),
    said("body of 50 MB", "lost after", { bodyBytes: 50 * 1024 * 1024 }, /longer than/),
    said("byte order mark", "harmless", { bom: true }, /./),
    status(408, "lost before"),
    status(500, "lost before"),
    status(502, "lost before"),
    status(503, "unsent"),
    status(504, "lost before"),
    status(401, "renewable"),
    ...throttlings(429),
    ...throttlings(503).slice(0, 1),
];

/** One of each way in which a service can be out of order for good. */
const lastingNames =
    /^(connection refused|reset before|reset after the effect .after|hang .before|truncated|body that|\d+$)/;

/** Faults that would pass, but never do. */
export const lastingFaults: FaultKind[] = passingFaults
    .filter(({ name, nature }) => lastingNames.test(name) && nature !== "renewable" && name !== "502" && name !== "504")
    .map((kind) => ({ ...kind, name: `${kind.name}, for ever`, times: Number.POSITIVE_INFINITY }));

/** Refusals for good, once or for ever. */
export const definiteFaults: FaultKind[] = [
    ...[400, 401, 403, 404, 409].map((code) => ({
        ...status(code, "definite"),
        name: `${code}, for ever`,
        times: Number.POSITIVE_INFINITY,
    })),
    ...[400, 403, 404, 409].map((code) => status(code, "definite")),
    {
        name: "redirect to another host",
        nature: "definite",
        action: ({ elsewhere }) => ({ status: 307, headers: { Location: `${elsewhere}/language` } }),
        times: Number.POSITIVE_INFINITY,
        status: 307,
        words: /redirect/,
    },
    {
        name: "redirect within the host",
        nature: "definite",
        action: () => ({ status: 302, headers: { Location: "/language/authoring/other" } }),
        times: Number.POSITIVE_INFINITY,
        status: 302,
        words: /redirect/,
    },
];

function reset(when: "before" | "after" | "headers" | "body", nature: FaultNature): FaultKind {
    return said(
        `reset ${when === "before" ? "before the effect" : `after the effect (${when})`}`,
        nature,
        { reset: when },
        /reset|broke|cut short|early/,
    );
}

function hang(when: "before" | "after" | "body", nature: FaultNature): FaultKind {
    return said(`hang (${when})`, nature, { hang: when }, /no answer|did not end in time|in time/);
}

function status(code: number, nature: FaultNature): FaultKind {
    const action = () => ({ status: code });
    return { name: String(code), nature, action, status: code, words: new RegExp(`\\b${code}\\b`) };
}

function throttlings(code: number): FaultKind[] {
    const after = (name: string, value: (now: number) => string): FaultKind => ({
        ...status(code, "unsent"),
        name: `${code} with Retry-After ${name}`,
        action: ({ now }) => ({ status: code, headers: { "Retry-After": value(now) } }),
    });
    return [
        after("in seconds", () => "7"),
        after("as a date", (now) => new Date(now + 9_000).toUTCString()),
        after("of garbage", () => "soon, perhaps"),
        after("huge", () => "99999999999"),
        after("negative", () => "-5"),
        { ...status(code, "unsent"), name: `${code} ten times`, times: 10 },
        status(code, "unsent"),
    ];
}

function said(name: string, nature: FaultNature, action: FaultAction, words: RegExp): FaultKind {
    return { name, nature, action: () => action, words };
}
