import type { Selection } from "./plan/selection";
import type { Providers } from "./providers/providers";
import type { Reporter } from "./reporter";
import type { StateStore } from "./state/stateStore";

/** What the steps of one operation share. */
export interface Context {
    readonly project: string;
    readonly stack: string;
    /** True for a preview: no provider call that changes anything, and no state is written. */
    readonly isPreview: boolean;
    /** Which resources the operation is for, and which it replaces. */
    readonly selection: Selection;
    readonly state: StateStore;
    readonly providers: Providers;
    readonly report: Reporter;
}
