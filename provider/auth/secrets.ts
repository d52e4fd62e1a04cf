import { AssignmentsError } from "../core/errors";
import type { KeySource } from "../http/types";

const names = [
    "AZURE_CLIENT_SECRET",
    "AZURE_CLIENT_CERTIFICATE_PASSWORD",
    "AZURE_PASSWORD",
    "AZURE_LANGUAGE_KEY",
    "ARM_CLIENT_SECRET",
    "ARM_CLIENT_CERTIFICATE",
    "ARM_CLIENT_CERTIFICATE_PASSWORD",
    "ARM_OIDC_TOKEN",
    "ARM_OIDC_REQUEST_TOKEN",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    "IDENTITY_HEADER",
    "MSI_SECRET",
    "SYSTEM_ACCESSTOKEN",
];

/** The values of the environment that no message may show. */
export function secretValues(env: NodeJS.ProcessEnv): string[] {
    return names.flatMap((name) => env[name] || []);
}

const keyGrammar = /^[\x21-\x7e]+$/;
// Azure's have 32 characters or more. What is much shorter is a mistake, and kept out of messages it would garble them.
const shortestKey = 8;

/** Where Language keys come from. */
export interface LanguageKeySources {
    /** The environment: `AZURE_LANGUAGE_ENDPOINT` and `AZURE_LANGUAGE_KEY`, which count only together. */
    env?: NodeJS.ProcessEnv;
    /** The configuration value `languageKeys`: JSON text such as `{"contoso.cognitiveservices.azure.com": "<key>"}`. */
    config?: string;
}

/** Language keys by the host (with its port) that each is bound to; a key is never given out for another host. */
export class LanguageKeys implements KeySource {
    readonly #keys = new Map<string, string>();
    readonly #refused = new Set<string>();

    /** Reads the keys; the configuration wins over the environment. Malformed sources are an error that shows no value. */
    constructor({ env = {}, config }: LanguageKeySources = {}) {
        const { AZURE_LANGUAGE_ENDPOINT: endpoint, AZURE_LANGUAGE_KEY: key } = env;
        if (endpoint && key) {
            this.add(endpoint, key, "AZURE_LANGUAGE_ENDPOINT and AZURE_LANGUAGE_KEY");
        }
        for (const [where, value] of configEntries(config)) {
            this.add(where, value, 'The configuration "languageKeys"');
        }
    }

    /** The key for a URL's host and port, unless there is none or it has been refused. */
    keyFor(url: URL): string | undefined {
        const host = url.host.toLowerCase();
        return this.#refused.has(host) ? undefined : this.#keys.get(host);
    }

    /** All keys, whatever their hosts: what must never be shown. */
    values(): string[] {
        return [...this.#keys.values()];
    }

    /** Marks the key of a host (as in `URL.host`) as refused, so that Microsoft Entra is used there from now on. */
    refuse(host: string): void {
        this.#refused.add(host.toLowerCase());
    }

    private add(where: string, value: unknown, source: string): void {
        const host = hostOf(where);
        if (!host) {
            throw invalid(
                `${source}: a name is neither a host nor an https: endpoint, such as contoso.cognitiveservices.azure.com`,
            );
        }
        if (typeof value !== "string" || !keyGrammar.test(value)) {
            throw invalid(`${source}: the key for ${host} is not a text of visible ASCII characters`);
        }
        if (value.length < shortestKey) {
            throw invalid(`${source}: the key for ${host} has less than ${shortestKey} characters, so it is none`);
        }
        this.#keys.set(host, value);
    }
}

function configEntries(config: string | undefined): [string, unknown][] {
    if (config === undefined || config.trim() === "") {
        return [];
    }
    let parsed: unknown;
    try {
        parsed = JSON.parse(config);
    } catch {
        // The parser's own message quotes the text, which holds keys.
        throw invalid('The configuration "languageKeys" is not JSON');
    }
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
        throw invalid('The configuration "languageKeys" is not a JSON object');
    }
    return Object.entries(parsed);
}

function hostOf(where: string): string | undefined {
    const text = where.trim();
    try {
        const url = new URL(text.includes("://") ? text : `https://${text}`);
        const bare = url.pathname === "/" && !url.search && !url.hash && !url.username && !url.password;
        return bare && /^https?:$/.test(url.protocol) ? url.host.toLowerCase() : undefined;
    } catch {
        return undefined;
    }
}

function invalid(problem: string): AssignmentsError {
    const example =
        'pulumi config set --secret azure-assignments:languageKeys \'{"contoso.cognitiveservices.azure.com": "<key>"}\'';
    const message = `${problem} (no value is shown, as it may hold a key). A good example: ${example}`;
    return new AssignmentsError("LanguageKeysInvalid", message);
}
