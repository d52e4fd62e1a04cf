/** Whether two plain JSON values are equal, without regard to the order of properties; undefined equals an absent value. */
export function sameJson(a: unknown, b: unknown): boolean {
    if (!isObject(a) || !isObject(b)) {
        return (a ?? undefined) === (b ?? undefined);
    }
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return Array.isArray(a) === Array.isArray(b) && [...names].every((name) => sameJson(a[name], b[name]));
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}
