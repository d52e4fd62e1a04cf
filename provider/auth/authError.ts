import { AssignmentsError } from "../http/assignmentsError";

/**
 * No way of signing in worked. `code` is `SignInFailed`. The message lists what was tried and the choice there is;
 * it never holds a secret.
 */
export class AuthError extends AssignmentsError {}
