import { oneLine, printableText } from "../validation/printableText";
import { redact } from "../validation/secretText";
import { AuthError } from "./authError";
import type { SignInChoice } from "./chooseSignIn";
import { secretValues } from "./secretValues";
import { signInNames, signInWays } from "./signInWays";

const LONGEST_REASON = 400;
const ARM_VARIABLE = /^ARM_(TENANT_ID|CLIENT_\w+|OIDC_\w+|USE_OIDC|USE_MSI)$/;

/** Where signing in was tried. */
export interface SignInAttempt {
    choice: SignInChoice;
    authorityHost: string;
    scope: string;
    env: NodeJS.ProcessEnv;
}

/** The error for signing in that failed for good: what was tried, why each way failed, and the choice there is. */
export function signInError(error: unknown, { choice, authorityHost, scope, env }: SignInAttempt): AuthError {
    const reasons = reasonsOf(error).map((reason) => `  - ${clean(reason, env)}`);
    const message = [
        `no way of signing in worked for ${scope} at ${authorityHost}.`,
        `Tried ${signInNames[choice.way]}:`,
        ...reasons,
        ...unusedVariables(choice, env),
        signInWays,
    ].join("\n");
    return new AuthError("SignInFailed", message, { cause: error });
}

// Set by somebody who expected them to be used: incomplete, or overridden by AZURE_*.
function unusedVariables(choice: SignInChoice, env: NodeJS.ProcessEnv): string[] {
    const names = Object.keys(env).filter((name) => ARM_VARIABLE.test(name) && env[name]);
    return choice.way === "default" && names.length > 0 ? [`Set, but not used: ${names.sort().join(", ")}.`] : [];
}

// A chain fails with an error that holds one for each credential it tried.
function reasonsOf(error: unknown): string[] {
    const errors = (error as { errors?: unknown } | undefined)?.errors;
    const each = Array.isArray(errors) && errors.length > 0 ? errors : [error];
    return each.map((one) => (one instanceof Error ? one.message : String(one)));
}

function clean(reason: string, env: NodeJS.ProcessEnv): string {
    // Before it is cut: the environment's secrets are not known to those who redact the whole.
    return printableText(oneLine(redact(reason, secretValues(env))), LONGEST_REASON);
}
