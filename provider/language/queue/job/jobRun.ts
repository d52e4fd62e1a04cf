import { AbortedError, AmbiguousError, againHint, ServiceError } from "../../../core/errors";
import { nextDelayInMs } from "../../../core/poll";
import type { SendHooks } from "../../../http/types";
import type { StartedJob } from "../../client";
import { lookForEffect, seeThrough } from "./jobEffect";
import type { JobPlan } from "./jobPlan";
import type { JobProgress } from "./jobProgress";
import { JobState } from "./jobState";

/** How long after a lost answer a request is sent again; until then its effect is looked for, if the list can show that. */
const lostAnswerInMs = 15_000;

/** The requests that a POST is for, or may be sent for, have changed since it was made: it is made anew. */
class OutdatedError extends Error {}

/**
 * One job for several requests, to its end and until the list shows it. What counts is what the list says: a job that
 * failed but whose effect is there is done. A lost answer is looked for before the POST is repeated, and a 409 (someone
 * else's job) is waited out. Each attempt is made for the requests that still wait, and for no other.
 */
export class JobRun {
    private readonly state: JobState;
    private firstConflictAt?: number;

    constructor(private readonly plan: JobPlan) {
        this.state = new JobState(plan);
    }

    /** How far it is, for each request. */
    get progress(): JobProgress {
        return this.state.progress;
    }

    /** @throws JobFailedError when the job ended otherwise; UnsettledError when it may still have effect; else the request's error. */
    async run(): Promise<void> {
        while (!(await this.attempt())) {
            this.state.deadline.throwIfAborted();
        }
    }

    /** Sends once and sees it through; false when it has to be sent again. Nothing is sent where no request waits for it any more. */
    private async attempt(): Promise<boolean> {
        const { state, plan } = this;
        if (state.deadline.isShuttingDown) {
            throw new AbortedError("Stopped", `${state.action} was not begun: Pulumi was asked to stop. ${againHint}`);
        }
        await state.keepAdmitted();
        if (state.members.all.length === 0) {
            return true;
        }
        let started: StartedJob;
        try {
            started = await plan.client.start(plan.verb, state.members.all, state.deadline, this.hooks());
        } catch (error) {
            if (error instanceof AmbiguousError) {
                state.progress.maybeSent();
                return plan.unverified ? this.waitToRepeat(error) : lookForEffect(state, lostAnswerInMs, error);
            }
            state.progress.notSent();
            return error instanceof OutdatedError ? false : this.waitOutConflict(error);
        }
        return seeThrough(state, started);
    }

    /** A POST may wait for minutes before it is sent, or sent again: it is judged anew each time whom it is for. */
    private hooks(): SendHooks {
        const { state, plan } = this;
        return {
            beforeSend: async () => {
                state.progress.notSent();
                if (await state.keepAdmitted()) {
                    throw new OutdatedError();
                }
            },
            onSend: () => {
                if (!state.shares.every(({ request }) => request.isWaiting)) {
                    throw new OutdatedError();
                }
                plan.onSend();
                state.progress.sending(state.shares, state.deadline.clock);
            },
        };
    }

    /** No list shows whether a POST for unverified members arrived: it is sent again after a while. */
    private async waitToRepeat(lost: AmbiguousError): Promise<false> {
        if (!(await this.state.deadline.sleepBeforeTry(lostAnswerInMs))) {
            throw this.state.unsettled("the answer was lost", lost);
        }
        return false;
    }

    /** Whether it is done by now; false where it is to be sent again. What is refused for good is thrown. */
    private async waitOutConflict(error: unknown): Promise<boolean> {
        const { state, plan } = this;
        const { progress, members, deadline } = state;
        if (!(error instanceof ServiceError) || error.statusCode !== 409) {
            throw error;
        }
        const now = deadline.clock.now();
        if (this.firstConflictAt === undefined) {
            this.firstConflictAt = now;
            plan.say(`${state.project}: another job is changing the project; waiting for it to end`);
        }
        if (!(await deadline.sleepBeforeTry(nextDelayInMs({ elapsedInMs: now - this.firstConflictAt })))) {
            throw error;
        }
        await state.look();
        state.noteForeign(state.shares.filter(({ request }) => !progress.of(request)?.effective));
        if (plan.unverified) {
            // The other job may be the very one that makes them so.
            return false;
        }
        // The other job may have done a part of this one.
        members.dropReached();
        if (members.all.length > 0) {
            return false;
        }
        // It may even have been an earlier one of ours, whose answer was lost.
        progress.ended(state.shares);
        return true;
    }
}
