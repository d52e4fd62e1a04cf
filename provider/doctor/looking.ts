import { AuthError, asError, DeadlineError } from "../core/errors";
import type { CloudAuth } from "../validation/clouds";
import type { Findings, Topic } from "./findings";
import type { Session } from "./session";

/**
 * Makes one look and notes what kept it from success: whatever a run would meet too. The last real problem says more than that
 * time was up.
 */
export async function look<T>(findings: Findings, topic: Topic, work: () => Promise<T>): Promise<T | undefined> {
    try {
        return await work();
    } catch (error) {
        const cause = error instanceof DeadlineError && error.lastError ? error.lastError : asError(error);
        findings.add(cause instanceof AuthError ? "sign-in" : topic, "fails", cause.message);
        return undefined;
    }
}

/** Notes as whom the looks at a service were made, if signing in has succeeded. */
export function noteSignIn(session: Session, findings: Findings, service: string, { scope }: CloudAuth): void {
    const signedIn = session.signedIn(scope);
    if (signedIn) {
        findings.add("sign-in", "ok", `Signed in for ${service} as ${signedIn.identity}.`);
    }
}
