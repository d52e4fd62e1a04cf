/** The form in which two regions are compared: `West US` is shown to people and `westus` to programs; both are one. */
export function canonicalRegion(region: string): string {
    return region.replace(/\s/g, "").toLowerCase();
}
