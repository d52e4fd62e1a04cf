import type { Clock } from "../core/clock";
import { Deadline } from "../core/deadline";
import { getOrCreate } from "../core/keyed";
import type { Deployment } from "../language/deployments";
import type { LanguageService } from "../language/languageService";
import { type ProjectAddress, projectKey } from "../language/projectAddress";
import { canonicalEndpoint } from "../validation/endpoint";

/** How long all look-ups of a process may take together, signing in included: `diff` holds up the whole program. */
const mostInMs = 10_000;
/** So much of an error is told in a preview's line. */
const longestReason = 300;

/**
 * What a preview may ask the services, to say by name what a change would destroy. It is bounded for the whole process, and
 * asks nothing more of a host that has failed once: a preview without access is as quick as any, and says what it could not see.
 */
export class PreviewLookups {
    private usedInMs = 0;
    private hasWarned = false;
    private readonly failures = new Map<string, Error>();
    private readonly lists = new Map<string, Promise<readonly Deployment[] | Error>>();

    constructor(
        private readonly clock: Clock,
        private readonly load: () => Promise<Pick<LanguageService, "deployments">>,
    ) {}

    /** A project's deployments, asked for once a process; or why they cannot be had, in a line. Never rejects. */
    deployments(project: ProjectAddress): Promise<readonly Deployment[] | Error> {
        return getOrCreate(this.lists, projectKey(project), () => this.look(project));
    }

    /** Whether this is the first warning of a process: what holds for all of them is said with that one. */
    isFirstWarning(): boolean {
        const isFirst = !this.hasWarned;
        this.hasWarned = true;
        return isFirst;
    }

    private async look(project: ProjectAddress): Promise<readonly Deployment[] | Error> {
        const startedAt = this.clock.now();
        const host = canonicalEndpoint(project.endpoint);
        const failure = this.failures.get(host);
        const leftInMs = mostInMs - this.usedInMs;
        if (failure || leftInMs <= 0) {
            return failure ?? new Error("the time for look-ups in a preview is used up");
        }
        try {
            return await (await this.load()).deployments(project, new Deadline(this.clock, leftInMs));
        } catch (error) {
            const reason = new Error(firstLine(error instanceof Error ? error.message : String(error)));
            this.failures.set(host, reason);
            return reason;
        } finally {
            this.usedInMs += this.clock.now() - startedAt;
        }
    }
}

function firstLine(text: string): string {
    const [line = ""] = text.split("\n");
    return line.length > longestReason ? `${line.slice(0, longestReason - 1)}…` : line;
}
