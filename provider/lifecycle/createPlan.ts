import type { Clock } from "../core/clock";
import type { LanguageService } from "../language/languageService";
import { MemberNames } from "../language/members";
import type { PlanContext, Reporter } from "./context";
import { DeploymentsConfig, type DeploymentsSettings } from "./deploymentsConfig";
import { DeviceHistory } from "./deviceHistory";
import { Declarations } from "./ownership";
import { PreviewLookups } from "./previewLookups";
import { Successors } from "./projectResourceAssignment/members/successors";

/** What the plans of one process are made of. */
export interface PlanOptions {
    clock: Clock;
    report: Reporter;
    /** What lets deployments go besides the program. Default: nothing. */
    deleteDeployments?: DeploymentsSettings;
    /** Loads what a preview may look at. */
    loadLanguage: () => Promise<Pick<LanguageService, "deployments">>;
}

/** Makes what `check` and `diff` of all resources of one process share, with nothing noted yet. */
export function createPlan({ clock, report, deleteDeployments = {}, loadLanguage }: PlanOptions): PlanContext {
    return {
        members: new Declarations(clock),
        devices: new Declarations(clock),
        history: new DeviceHistory(),
        names: new MemberNames(),
        successors: new Successors(),
        deleteDeployments: new DeploymentsConfig(deleteDeployments),
        lookups: new PreviewLookups(clock, loadLanguage),
        report,
    };
}
