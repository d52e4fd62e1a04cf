import { type CredentialFactory, createCredentialFactory } from "../auth/credentialFactory";
import { LanguageKeys, secretValues } from "../auth/secrets";
import { createTokenSource } from "../auth/tokenSource";
import { systemClock } from "../core/clock";
import type { Say } from "../core/text";
import { DeviceService } from "../graph/client";
import { createHttpClient, type HttpClientOptions } from "../http/client";
import type { TokenSource } from "../http/types";
import { LanguageService } from "../language/languageService";
import { MemberNames } from "../language/members";
import type { LifecycleContext } from "../lifecycle/context";
import type { Declarations } from "../lifecycle/ownership";
import { memberKey } from "../lifecycle/projectResourceAssignment/check";

/** What the services are made of; clock, chance, transport and time limits default as the HTTP client's do. */
export interface ServicesOptions extends Omit<HttpClientOptions, "tokens" | "keys" | "say"> {
    /** The configuration value `azure-assignments:languageKeys`: JSON text, host to key. */
    keys?: string;
    /** Which assignment of this run declares which member. */
    members: Pick<Declarations, "quiet" | "otherOwner">;
    /** How lines call members. Default: by names that only the services know. */
    names?: MemberNames;
    /** Says one line to the person who waits. */
    say: Say;
    /** Told of every key, token and proof of identity before it is sent, so that none is shown where a service repeats it. Default: nobody. */
    learnSecrets?: (texts: readonly string[]) => void;
    /** How to sign in. Default: as the environment says. */
    createCredential?: CredentialFactory;
    /** Where a Language key is looked for. Default: the process's environment. */
    env?: NodeJS.ProcessEnv;
}

/** Makes both services, with one pipeline, one set of credentials and one clock. */
export function createServices(
    options: ServicesOptions,
): Pick<LifecycleContext, "clock" | "language" | "graph" | "identity"> {
    const {
        keys: config,
        members,
        names = new MemberNames(),
        say,
        clock = systemClock,
        env = process.env,
        ...rest
    } = options;
    const { createCredential, learnSecrets = () => undefined, ...http } = rest;
    const signIn = createCredential ?? createCredentialFactory({ clock, transport: http.transport });
    const source = createTokenSource({ clock, random: http.random, createCredential: signIn, say });
    let identity: string | undefined;
    const tokens: TokenSource = {
        async getToken(request) {
            const token = await source.getToken(request);
            learnSecrets([token]);
            identity = source.identityOf?.(request) ?? identity;
            return token;
        },
        identityOf: (request) => source.identityOf?.(request),
    };
    const keys = new LanguageKeys({ env, config });
    learnSecrets([...keys.values(), ...secretValues(env)]);
    const client = createHttpClient({ ...http, tokens, keys, clock, say });
    const language = new LanguageService({
        http: client,
        clock,
        names,
        say,
        declared: (deadline) => members.quiet(deadline),
        declaredByOther: (project, id, owner) => members.otherOwner(memberKey(project, id), owner),
    });
    return { clock, language, graph: new DeviceService(client, clock), identity: () => identity };
}
