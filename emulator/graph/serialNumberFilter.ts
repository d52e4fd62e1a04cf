const containsCall = /^\s*contains\(\s*serialNumber\s*,\s*'((?:[^']|'')*)'\s*\)\s*$/;

/** Returns the text that a `$filter` of the form `contains(serialNumber,'...')` looks for; undefined for any other filter. */
export function serialNumberFilter(filter: string): string | undefined {
    // OData writes a quote within a string twice.
    return containsCall.exec(filter)?.[1]?.replace(/''/g, "'");
}
