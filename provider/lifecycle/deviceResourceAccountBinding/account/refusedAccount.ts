import { AmbiguousError, AssignmentsError } from "../../../core/errors";
import { printableText } from "../../../core/text";
import type { ResourceAccount } from "../../../graph/client";
import { isUserPrincipalName } from "../../../validation/rules";
import type { AccountProperty } from "../state";
import type { BindingWork } from "./bindingWork";

/** The declared account was refused for good, and the device has again what it had: nothing is to be remembered. */
export class RestoredError extends AssignmentsError {
    constructor(
        refusal: AssignmentsError,
        sentence: string,
        /** The properties that show it again. */
        readonly seenIn: AccountProperty[],
    ) {
        super(refusal.code, `${refusal.message} ${sentence}`, detailsOf(refusal));
    }
}

/** The declared account was refused for good, and what the device had before is not seen to be back. */
export class UnrestoredError extends AssignmentsError {
    constructor(
        refusal: AssignmentsError,
        /** What became of the account that was there, as a sentence. */
        remains: string,
        /** The account that was there and may be back. */
        readonly mayBeBack?: ResourceAccount,
        /** The properties that our unbind emptied: where the device would show an account of somebody else. */
        readonly emptied: AccountProperty[] = [],
    ) {
        super(refusal.code, `${refusal.message} ${remains}`, detailsOf(refusal));
    }
}

/**
 * What to throw where binding ours has failed. After a definite refusal the account that the device is to have again is
 * bound first.
 */
export async function afterFailedBind(
    work: BindingWork,
    previous: ResourceAccount | undefined,
    error: unknown,
    emptied: AccountProperty[] = [],
): Promise<unknown> {
    if (!isWithoutEffect(work, error)) {
        return error;
    }
    if (previous && isUserPrincipalName(previous.userPrincipalName)) {
        return restore(work, previous, error, emptied);
    }
    return work.unbound ? new UnrestoredError(error, nothingKnown, undefined, emptied) : error;
}

const nothingKnown =
    "What the device had was unbound for it and is not known by a user principal name, so it could not be bound again.";

/** Whether our account is surely not bound: no request for it was taken, and no answer to one was lost. */
export function isWithoutEffect(work: BindingWork, error: unknown): error is AssignmentsError {
    return (
        error instanceof AssignmentsError &&
        !(error instanceof AmbiguousError) &&
        work.pending === undefined &&
        !work.deadline.signal?.aborted
    );
}

/** Binds the previous account again; answers the error that tells how that went. */
async function restore(
    work: BindingWork,
    previous: ResourceAccount,
    refusal: AssignmentsError,
    emptied: AccountProperty[],
): Promise<Error> {
    const start = `${printableText(previous.userPrincipalName)} had been unbound for it`;
    try {
        const seen = await work.bind(work.device ?? (await work.look(work.deadline)), previous, work.deadline);
        if (seen.length > 0) {
            return new RestoredError(refusal, `${start} and is bound again.`, seen);
        }
        const remains = `${start}. Graph has confirmed that it is bound again, but the device does not show it.`;
        return new UnrestoredError(refusal, remains, previous, emptied);
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return work.pending
            ? new UnrestoredError(
                  refusal,
                  `${start}; whether it is bound again is not certain: ${message}`,
                  previous,
                  emptied,
              )
            : new UnrestoredError(refusal, `${start}, and could not be bound again: ${message}`, undefined, emptied);
    }
}

/** The same error with another sentence, of its own class. */
export function extended(error: AssignmentsError, sentence: string): AssignmentsError {
    const kind = error.constructor as typeof AssignmentsError;
    return new kind(error.code, `${error.message} ${sentence}`, detailsOf(error));
}

function detailsOf(error: AssignmentsError) {
    const { statusCode, requestId, serviceCode, serviceMessage } = error;
    return { statusCode, requestId, serviceCode, serviceMessage, cause: error };
}
