import type { Findings } from "./findings";
import { nearestName } from "./nearestName";
import { printableText } from "./printableText";

/**
 * Refuses every name in an object that is none of `allowed`, with the nearest right one. A name whose value is absent
 * (`null` or `undefined`) passes, as Pulumi drops it.
 */
export function refuseUnknownNames(
    findings: Findings,
    given: Record<string, unknown>,
    allowed: readonly string[],
    place: { prefix: string; noun: string },
): void {
    for (const [name, value] of Object.entries(given)) {
        if (allowed.includes(name) || value === null || value === undefined) {
            continue;
        }
        const nearest = nearestName(name, allowed);
        const question = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
        const shown = printableText(name, 60);
        findings.add(
            place.prefix + shown,
            `"${shown}" is not ${place.noun}.${question} The names are ${allowed.join(", ")}.`,
        );
    }
}
