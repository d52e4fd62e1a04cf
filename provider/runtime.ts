import { createHost } from "./host/dynamic/createHost";
import { methodsOf } from "./host/dynamic/methods";
import type { ConfigReader, ProcessHost } from "./host/processHost";
import { assignmentVerbs, bindingVerbs, type LazyVerbs } from "./host/verbs";

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
            shared ??= createHost((key) => request.config.get(key));
            Object.assign(provider, methodsOf(shared, verbs));
        },
    };
}

/** Serves `ProjectResourceAssignment`. */
export const projectResourceAssignment = attacher(assignmentVerbs);

/** Serves `DeviceResourceAccountBinding`. */
export const deviceResourceAccountBinding = attacher(bindingVerbs);
