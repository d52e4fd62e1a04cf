/** Plain JSON: properties without a value are left out. */
export function toProperties(state: object): Record<string, unknown> {
    return JSON.parse(JSON.stringify(state));
}
