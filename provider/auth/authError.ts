import { AssignmentsError, type AssignmentsErrorDetails } from "../http/assignmentsError";

/** What an `AuthError` carries beside its sentence. */
export interface AuthErrorDetails extends AssignmentsErrorDetails {
    /** Further lines: what was tried, and the ways to sign in. They are the same for many resources: tell them once. */
    more?: string;
}

/**
 * No way of signing in worked. `code` is `SignInFailed`. The message is `summary`, one line, with `more` below it;
 * it never holds a secret.
 */
export class AuthError extends AssignmentsError {
    readonly summary: string;
    readonly more?: string;

    constructor(code: string, summary: string, { more, ...details }: AuthErrorDetails = {}) {
        super(code, more ? `${summary}\n${more}` : summary, details);
        this.summary = summary;
        this.more = more;
    }
}
