import type { EmulatorState, RequestEntry } from "#emulator/index";

/** What an operation cost the services. */
export interface Traffic {
    /** HTTP requests of all kinds, for tokens too; a `$batch` is one. */
    requests: number;
    /** Jobs that were started. */
    jobs: number;
    /** Token requests by audience. */
    tokens: Record<string, number>;
}

/** What came between two looks at the services. */
export function trafficBetween(before: EmulatorState, after: EmulatorState): Traffic {
    const requests = after.requests.slice(before.requests.length).filter((request) => !request.batch);
    return {
        requests: requests.length,
        jobs: after.jobs.length - before.jobs.length,
        tokens: tokensIn(requests),
    };
}

function tokensIn(requests: readonly RequestEntry[]): Record<string, number> {
    const tokens: Record<string, number> = {};
    for (const { path } of requests) {
        const { pathname, searchParams } = new URL(path, "http://localhost");
        if (pathname === "/msi/token") {
            const audience = searchParams.get("resource") ?? "";
            tokens[audience] = (tokens[audience] ?? 0) + 1;
        }
    }
    return tokens;
}
