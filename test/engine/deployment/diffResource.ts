import { ignoreInputs } from "./ignoreChanges";
import { type PropertyMap, sameValue, withoutSecrets } from "./property";
import type { ProviderHost } from "./providerHost";
import type { ResourceState } from "./resourceState";

/** A provider's verdict, with no doubt left. */
export interface Verdict {
    changes: boolean;
    replaces: string[];
    deleteBeforeReplace: boolean;
}

/** Asks the provider whether new inputs are a change; where it has no opinion, any difference of inputs is one. */
export async function diffResource(
    provider: ProviderHost,
    old: ResourceState,
    inputs: PropertyMap,
    ignoreChanges: string[],
): Promise<Verdict> {
    const diff = await provider.diff(old.urn, old.id, old, inputs, ignoreChanges);
    const wanted = ignoreInputs(inputs, old.inputs, ignoreChanges);
    const changes = diff.changes ?? !sameValue(withoutSecrets(old.inputs), withoutSecrets(wanted));
    return { ...diff, changes };
}
