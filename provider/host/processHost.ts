import { setMaxListeners } from "node:events";
import { type Clock, GracefulShutdown, systemClock } from "../core/clock";
import { AbortedError } from "../core/errors";
import { SecretTexts } from "../core/redaction";
import type { LifecycleContext, PlanContext } from "../lifecycle/context";
import { createPlan } from "../lifecycle/createPlan";
import { deploymentsConfigName, deploymentsVariable } from "../lifecycle/deploymentsConfig";
import { PartialError } from "../lifecycle/results";
import type { LineLog, Severity } from "./engine";
import { unpacked } from "./partialState";
import type { ServicesOptions } from "./services";
import { canTravel, type EngineError, signInDetails, toEngineError } from "./toEngineError";

type Properties = Record<string, unknown>;
/** Properties of a resource as the engine hands them over. */
type Given = Properties | undefined;

/** How long work may take to end once the engine was asked to stop: time for a request on its way, and a last look. */
const shutdownInMs = 4_000;

/** Reads the stack's configuration; a key without a namespace is the project's own. */
export type ConfigReader = (key: string) => string | undefined;

/** What a host stands on; tests replace it. */
export interface HostOptions {
    /** Where lines go. */
    log: LineLog;
    /** How many bytes of a half-done resource an error may carry. Default: what Pulumi's engine takes. */
    mostBytesOfPartial?: number;
    /** What the services are made of, besides what the host itself knows. */
    services?: Omit<ServicesOptions, "keys" | "members" | "names" | "say" | "learnSecrets">;
}

/**
 * What the resources of one provider process share: declarations, credentials, queues, and the line to the engine.
 * Nothing of it loads or opens anything before a verb needs it.
 */
export class ProcessHost {
    private readonly secrets = new SecretTexts();
    private readonly abort = new AbortController();
    private readonly shutdown = new GracefulShutdown();
    /** Whether an error has shown the details of a failed sign-in. */
    private isSignInShown = false;
    /** How many verbs that talk to the services are under way. */
    private acts = 0;
    private readonly clock: Clock;
    private readonly log: LineLog;
    private readonly plan: PlanContext;
    private lifecycle?: Promise<LifecycleContext>;

    constructor(
        private readonly config: ConfigReader,
        private readonly options: HostOptions,
    ) {
        // Every wait of every resource listens to it: many are no leak.
        setMaxListeners(0, this.abort.signal);
        const clock = options.services?.clock ?? systemClock;
        const { shutdown } = this;
        this.clock = { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal), shutdown };
        this.log = options.log;
        const write = (severity: Severity) => (line: string) => this.log.write(severity, this.redact(line));
        const report = { info: write("info"), warn: write("warning") };
        this.plan = createPlan({
            clock: this.clock,
            report,
            deleteDeployments: {
                config: this.config(deploymentsConfigName),
                variable: (options.services?.env ?? process.env)[deploymentsVariable],
            },
            loadLanguage: async () => (await this.loaded()).language,
        });
    }

    /** Runs `check` or `diff` on properties as the engine gives them: with what is loaded already, but for a `diff` that has to look. */
    planning<T>(
        given: readonly Given[],
        verb: (context: PlanContext, known: Properties[]) => T | Promise<T>,
    ): Promise<T> {
        return this.guard(given, async (known) => verb(this.plan, known));
    }

    /** Runs a verb that talks to the services on properties as the engine gives them. */
    acting<T>(
        given: readonly Given[],
        verb: (context: LifecycleContext, known: Properties[]) => Promise<T>,
    ): Promise<T> {
        return this.guard(given, async (known) => {
            this.acts += 1;
            try {
                return await verb(await this.loaded(), known);
            } finally {
                this.acts -= 1;
            }
        });
    }

    /**
     * Runs a verb that may leave a resource half done. One that is too large for an error is returned as if done, with
     * a warning in the error's words: what it lacks, and its `pending`, bring the next up back to it.
     */
    async keeping<T>(verb: () => Promise<T>, kept: (partial: PartialError) => T): Promise<T> {
        try {
            return await verb();
        } catch (error) {
            if (!(error instanceof PartialError) || canTravel(error, this.options.mostBytesOfPartial)) {
                throw error;
            }
            this.plan.report.warn(
                `${error.reasons.join(" ")} (This is an error. The resource is too large for Pulumi to keep a failed one, so it is stored as if done; ` +
                    "the next up sees what is left to do.)",
            );
            return kept(error);
        }
    }

    /** Sends nothing from now on, and ends what is under way: the engine that would record it is gone. */
    abandon(): void {
        this.abort.abort(new AbortedError("EngineGone", "The Pulumi engine is gone; nothing more is sent."));
    }

    /**
     * Brings what is under way to an end within seconds, as if its time were up: what a job has not finished is kept as
     * pending. The engine is there to record it, but was asked to stop, and waits for nothing else.
     */
    interrupt(): void {
        if (this.acts > 0 && !this.shutdown.signal.aborted) {
            this.plan.report.info(
                "asked to stop: what is not done within some seconds is kept as it is, to go on later",
            );
        }
        this.shutdown.begin(this.clock.now() + shutdownInMs);
    }

    /** A text without any secret that this process knows of. */
    redact(text: string): string {
        return this.secrets.redact(text);
    }

    /** Keeps the values of the properties that `secretInputs` names out of all that is said from now on. */
    learn(properties: Properties): void {
        this.secrets.learn(properties);
    }

    /** Learns secrets before they can be in a line, and makes every error fit to be shown. */
    private async guard<T>(given: readonly Given[], verb: (known: Properties[]) => Promise<T>): Promise<T> {
        const known = given.map((properties) => unpacked(properties ?? {}));
        for (const properties of known) {
            this.secrets.learn(properties);
        }
        try {
            return await verb(known);
        } catch (error) {
            const provider = known[known.length - 1]?.__provider;
            const alreadyShown = this.isSignInShown;
            this.isSignInShown ||= signInDetails(error) !== undefined;
            const shown: EngineError = toEngineError(error, this.secrets, provider, { alreadyShown });
            throw shown;
        } finally {
            await this.log.flush();
        }
    }

    private loaded(): Promise<LifecycleContext> {
        this.lifecycle ??= this.loadLifecycle();
        return this.lifecycle;
    }

    private async loadLifecycle(): Promise<LifecycleContext> {
        const { createServices } = await import("./services.js");
        const services = createServices({
            ...this.options.services,
            keys: this.config("azure-assignments:languageKeys"),
            members: this.plan.members,
            names: this.plan.names,
            clock: this.clock,
            say: (line, kind) => this.log.write(kind ?? "info", this.redact(line)),
            learnSecrets: (texts) => this.secrets.add(texts),
        });
        return { ...this.plan, ...services, signal: this.abort.signal };
    }
}
