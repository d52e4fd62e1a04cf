import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import { type CredentialFactory, createCredentialFactory } from "../auth/credentialFactory";
import { claimsOf, type TokenClaims } from "../auth/identity";
import { secretValues } from "../auth/secrets";
import { type Clock, systemClock } from "../core/clock";
import { Deadline } from "../core/deadline";
import type { SecretTexts } from "../core/redaction";
import { createServices } from "../host/services";
import { nodeFetchTransport } from "../http/transport";
import { MemberNames } from "../language/members";
import type { LookupContext } from "../lifecycle/functions/lookUps";
import { Declarations } from "../lifecycle/ownership";

/** What a session stands on; tests replace it. */
export interface SessionOptions {
    /** Learns what no line may show. */
    secrets: SecretTexts;
    /** Says one line while the doctor waits. */
    say: (line: string) => void;
    /** How long each look may take. */
    timeoutInMs: number;
    clock?: Clock;
    env?: NodeJS.ProcessEnv;
    /** What moves the bytes to the services; signing in has its own. */
    transport?: Transport;
    createCredential?: CredentialFactory;
}

/** As whom a scope was signed in to, and what the token says it may do. */
export interface SignedIn {
    identity: string;
    /** Undefined where the token does not say anything. */
    claims?: TokenClaims;
}

/** The services as the doctor sees them: the provider's own, without Language keys, and for reading alone. */
export interface Session extends LookupContext {
    clock: Clock;
    env: NodeJS.ProcessEnv;
    names: MemberNames;
    transport: Transport;
    /** A deadline for one look. */
    deadline(): Deadline;
    /** Who was signed in for a scope; undefined before that has succeeded. */
    signedIn(scope: string): SignedIn | undefined;
    /** Whether what was last sent to a host went through a proxy. */
    isProxied(host: string): boolean;
}

/** Opens the services for looking at them. Nothing is sent yet. */
export function openSession(options: SessionOptions): Session {
    const { secrets, say, timeoutInMs, clock = systemClock, env = process.env } = options;
    const signedIn = new Map<string, SignedIn>();
    const proxied = new Map<string, boolean>();
    const transport = readOnly(options.transport ?? nodeFetchTransport, proxied);
    const names = new MemberNames();
    secrets.add(secretValues(env));
    const services = createServices({
        clock,
        transport,
        names,
        say,
        // A key would hide whether a token can be had, which assign needs.
        env: {},
        members: new Declarations(clock),
        learnSecrets: (texts) => secrets.add(texts),
        createCredential: noting(options.createCredential ?? createCredentialFactory({ clock, env }), signedIn),
    });
    return {
        ...services,
        clock,
        env,
        names,
        transport,
        deadline: () => new Deadline(clock, timeoutInMs),
        signedIn: (scope) => signedIn.get(scope),
        isProxied: (host) => proxied.get(host) ?? false,
    };
}

/** A transport that lets nothing but GETs through, whoever asks: a doctor changes nothing. */
function readOnly(inner: Transport, proxied: Map<string, boolean>): Transport {
    return {
        async sendRequest(request) {
            if (request.method !== "GET") {
                throw new TypeError("only GETs are sent by the doctor");
            }
            proxied.set(new URL(request.url).host, Boolean(request.agent ?? request.proxySettings));
            return inner.sendRequest(request);
        },
    };
}

/** Credentials that note as whom they have signed in; of the token itself nothing is kept. */
function noting(create: CredentialFactory, signedIn: Map<string, SignedIn>): CredentialFactory {
    return async (authorityHost) => {
        const credential = await create(authorityHost);
        return {
            async getToken(scope, signal) {
                const issued = await credential.getToken(scope, signal);
                signedIn.set(scope, { identity: issued.identity ?? "somebody", claims: claimsOf(issued.token) });
                return issued;
            },
        };
    };
}
