import { type LazyVerbs, methodsOf } from "./host/methods";
import { type ConfigReader, ProcessHost } from "./host/processHost";
import { check as checkBinding } from "./lifecycle/deviceResourceAccountBinding/check";
import { diff as diffBinding } from "./lifecycle/deviceResourceAccountBinding/diff";
import { check as checkAssignment } from "./lifecycle/projectResourceAssignment/check";
import { diff as diffAssignment } from "./lifecycle/projectResourceAssignment/diff";
import { foretell as foretellAssignment } from "./lifecycle/projectResourceAssignment/preview";

/*
 * The one module that the provider text in users' states requires. Its path, the two names it exports, `attach` and
 * its arguments are a persisted API: a text stored by any released version must find them here.
 */

/** What Pulumi's provider process hands to `configure`. */
interface ConfigureRequest {
    config: { get: ConfigReader };
}

let shared: ProcessHost | undefined;

/** Puts methods on the revived provider before its first `await`: requests may come in while `configure` is awaited. */
function attacher(verbs: LazyVerbs) {
    return {
        attach(provider: object, request: ConfigureRequest): void {
            shared ??= new ProcessHost((key) => request.config.get(key));
            Object.assign(provider, methodsOf(shared, verbs));
        },
    };
}

/** Serves `ProjectResourceAssignment`. */
export const projectResourceAssignment = attacher({
    check: checkAssignment,
    diff: diffAssignment,
    foretell: foretellAssignment,
    load: () => import("./lifecycle/projectResourceAssignment/verbs.js"),
});

/** Serves `DeviceResourceAccountBinding`. */
export const deviceResourceAccountBinding = attacher({
    check: checkBinding,
    diff: diffBinding,
    load: () => import("./lifecycle/deviceResourceAccountBinding/verbs.js"),
});
