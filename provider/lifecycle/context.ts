import type { DeviceService } from "../graph/deviceService";
import type { LanguageService } from "../language/languageService";
import type { Clock } from "../polling/clock";
import type { Declarations } from "./declarations";
import type { DeviceHistory } from "./deviceHistory";

/** Where lines for the person who runs Pulumi go. */
export interface Reporter {
    /** Something worth knowing: adopted, left alone, a job's progress. */
    info(line: string): void;
    /** Something that destroys, or that needs attention. */
    warn(line: string): void;
}

/** What `check` and `diff` may use: no network, nothing that is slow to load. */
export interface PlanContext {
    /** Which assignment of this run declares which member of which project. */
    members: Declarations;
    /** Which binding of this run declares which device. */
    devices: Declarations;
    /** What bindings of this stack held before this run. */
    history: DeviceHistory;
    report: Reporter;
}

/** What the verbs that talk to the services use. */
export interface LifecycleContext extends PlanContext {
    clock: Clock;
    language: LanguageService;
    graph: DeviceService;
    /** As whom the services are asked, in words, where it is known by now; for what must be said with it. */
    identity?: () => string | undefined;
    /** Aborted when the engine is gone: nothing more may be sent. */
    signal?: AbortSignal;
}
