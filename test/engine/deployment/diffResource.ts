import { ignoreInputs } from "./ignoreChanges";
import { type PropertyMap, sameValue, withoutSecrets } from "./property";
import type { ProviderCalls } from "./providerCalls";
import type { ResourceState } from "./resourceState";

/** A provider's verdict, with no doubt left. */
export interface Verdict {
    changes: boolean;
    replaces: string[];
    deleteBeforeReplace: boolean;
    /** What differs: the paths that a plugin tells, or the properties where the provider has no opinion of its own. */
    changedKeys: string[];
}

/** Asks the provider whether new inputs are a change; where it has no opinion, any difference of inputs is one. */
export async function diffResource(
    provider: ProviderCalls,
    old: ResourceState,
    inputs: PropertyMap,
    ignoreChanges: string[],
    /** Its present URN, where it is known by an alias. */
    urn = old.urn,
): Promise<Verdict> {
    const diff = await provider.diff(urn, old.id, old, inputs, ignoreChanges);
    const wanted = ignoreInputs(inputs, old.inputs, ignoreChanges);
    const changedKeys =
        diff.changes === undefined
            ? differences(withoutSecrets(old.inputs), withoutSecrets(wanted))
            : Object.keys(diff.kinds);
    return { ...diff, changes: diff.changes ?? changedKeys.length > 0, changedKeys };
}

function differences(old: PropertyMap, wanted: PropertyMap): string[] {
    const keys = new Set([...Object.keys(old), ...Object.keys(wanted)]);
    return [...keys].filter((key) => !sameValue(old[key], wanted[key]));
}
