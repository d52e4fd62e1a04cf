import type { Clock } from "../core/clock";
import type { DeviceService } from "../graph/client";
import type { LanguageService } from "../language/languageService";
import type { MemberNames } from "../language/members";
import type { DeploymentsConfig } from "./deploymentsConfig";
import type { DeviceHistory } from "./deviceHistory";
import type { Declarations } from "./ownership";
import type { PreviewLookups } from "./previewLookups";
import type { Successors } from "./projectResourceAssignment/members/successors";
import type { ProjectResourceAssignmentState } from "./projectResourceAssignment/state";

/** Where lines for the person who runs Pulumi go. */
export interface Reporter {
    /** Something worth knowing: adopted, left alone, a job's progress. */
    info(line: string): void;
    /** Something that destroys, or that needs attention. */
    warn(line: string): void;
}

/** What `check` and `diff` may use: nothing that is slow to load, and no network except for bounded look-ups. */
export interface PlanContext {
    /** Which assignment of this run declares which member of which project. */
    members: Declarations<ProjectResourceAssignmentState>;
    /** Which binding of this run declares which device. */
    devices: Declarations;
    /** What bindings of this stack held before this run. */
    history: DeviceHistory;
    /** The names of members in lines. */
    names: MemberNames;
    /** What is declared now in the place of which old assignment. */
    successors: Successors;
    /** Whether the stack's configuration lets deployments go. */
    deleteDeployments: DeploymentsConfig;
    /** What a preview may ask of the services. */
    lookups: PreviewLookups;
    report: Reporter;
}

/** What the verbs that talk to the services use. */
export interface LifecycleContext extends PlanContext {
    clock: Clock;
    language: LanguageService;
    graph: DeviceService;
    /** In words, who the process is signed in as, if that is known by now. */
    identity?: () => string | undefined;
    /** Aborted when the engine is gone: nothing more may be sent. */
    signal?: AbortSignal;
}
