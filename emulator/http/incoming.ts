/** A request as the routes see it: one that came over HTTP, or one of those inside a `$batch`. */
export interface Incoming {
    readonly method: string;
    /** Path and query as they were sent. */
    readonly path: string;
    /** The decoded segments of the path; undefined where they cannot be decoded. */
    readonly segments: readonly string[] | undefined;
    readonly query: URLSearchParams;
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** The scheme, host and port by which the caller reached the emulator, such as `http://127.0.0.1:4010`. */
    readonly origin: string;
    readonly requestId: string;
    /** Whether this is an inner request of a `$batch`. */
    readonly batch: boolean;
}

/** Splits a path into its decoded segments; undefined where the percent-encoding is broken. */
export function segmentsOf(pathname: string): readonly string[] | undefined {
    try {
        return pathname.replace(/^\//, "").split("/").map(decodeURIComponent);
    } catch {
        return undefined;
    }
}

/** Splits path and query into the parts that an Incoming holds. */
export function splitPath(path: string): Pick<Incoming, "path" | "segments" | "query"> {
    const mark = path.indexOf("?");
    const pathname = mark < 0 ? path : path.slice(0, mark);
    return { path, segments: segmentsOf(pathname), query: new URLSearchParams(mark < 0 ? "" : path.slice(mark + 1)) };
}
