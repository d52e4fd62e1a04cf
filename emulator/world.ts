import { FaultList } from "./faults/faultList.js";
import type { Device } from "./graph/device.js";
import { TokenMint } from "./identity/tokenMint.js";
import { type Job, JobBook, type JobEnd } from "./language/jobs.js";
import type { DeletedDeployment, Project } from "./language/project.js";
import { defaultOptions, type EmulatorOptions } from "./options.js";
import { RequestLog } from "./requestLog.js";
import { RateWindow } from "./timeline.js";

const minuteInMs = 60_000;
const graphWindowInMs = 20_000;

/** What a world is made of from outside. */
export interface WorldParts {
    readonly clock: () => number;
    readonly sleep: (durationInMs: number) => Promise<void>;
    readonly identityHeader: string;
    readonly languageKey: string;
    /** Carries out a job whose time has come. */
    readonly landJob: (world: World, job: Job, at: number) => JobEnd;
}

/** Everything that the emulator knows: what the services hold, how they behave, and what has happened. */
export class World {
    options: EmulatorOptions = defaultOptions;
    /** By key, such as `analyze-conversations/EmailApp`. */
    projects = new Map<string, Project>();
    /** By id in lower case. */
    devices = new Map<string, Device>();
    readonly jobs = new JobBook((job, at) => this.parts.landJob(this, job, at));
    /** What unassigns took from deployments since the last reset. */
    deletedDeployments: DeletedDeployment[] = [];
    readonly requests = new RequestLog();
    readonly faults = new FaultList();
    readonly authoringCalls = new RateWindow(minuteInMs);
    readonly graphWrites = new RateWindow(graphWindowInMs);
    readonly mint = new TokenMint();

    constructor(private readonly parts: WorldParts) {}

    /** The emulator's time in milliseconds since 1970. */
    now(): number {
        return this.parts.clock() + this.options.clockOffsetMs;
    }

    /** Sets options. A clock that is set back makes nothing undone that has happened. */
    setOptions(options: EmulatorOptions): void {
        const byMs = options.clockOffsetMs - this.options.clockOffsetMs;
        if (byMs < 0) {
            const projects = [...this.projects.values()].map(({ members }) => members);
            const devices = [...this.devices.values()].map(({ account }) => account);
            for (const timeline of [...projects, ...devices]) {
                timeline.shift(byMs);
            }
        }
        this.options = options;
    }

    /** Waits. */
    sleep(durationInMs: number): Promise<void> {
        return this.parts.sleep(durationInMs);
    }

    /** The secret that a caller of the token endpoint must show. */
    get identityHeader(): string {
        return this.parts.identityHeader;
    }

    /** The key of the Language resource. */
    get languageKey(): string {
        return this.parts.languageKey;
    }

    /** Forgets everything but its credentials and the tokens it has issued. */
    reset(): void {
        this.options = defaultOptions;
        this.projects = new Map();
        this.devices = new Map();
        this.jobs.clear();
        this.deletedDeployments = [];
        this.requests.clear();
        this.faults.replace([]);
        this.authoringCalls.clear();
        this.graphWrites.clear();
    }
}
