import { parseJson } from "#provider/core/json";
import { graphRoot } from "#provider/graph/device";
import type { LiveTarget } from "./liveArguments";
import { Placeholders } from "./placeholders";
import type { RawExchange } from "./recorder";

/** An exchange in which every name, id and secret is replaced: what a recording holds. */
export interface Exchange {
    request: { method: string; url: string; credential: string; body?: unknown };
    response?: { status: number; headers: Record<string, string>; body: unknown };
    failure?: string;
}

/** Said in place of what nobody has looked at yet. */
const leftOut = "(left out)";

/** Headers of a connection say nothing of the service; a cookie is a secret. */
const droppedHeaders = /^(connection|keep-alive|transfer-encoding|content-encoding|set-cookie|vary)$/i;
const plainHeaders =
    /^(access-control-expose-headers|date|strict-transport-security|x-content-type-options|x-envoy-upstream-service-time|x-ms-region|content-length|content-type|retry-after|x-ms-error-code|allow|cache-control|odata-version)$/i;
const idHeaders = /^(apim-request-id|request-id|x-ms-request-id|client-request-id|x-ms-client-request-id)$/i;
const urlHeaders = /^(operation-location|location)$/i;

/** Properties whose values are words of the service's own, where they look like such. */
const plainProperties =
    /^(code|region|\w*[sS]tate|\w*[sS]tatus|\w+DateTime|\w*ExpirationDate|modelTrainingConfigVersion)$/;
const plainValue = /^[\w .:+-]{0,64}$/;
const armId = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/accounts\/([^/]+)(\/?)$/i;
const jobId = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(_\d+)?$/i;
/** Parts of paths that are the API's own. */
const vocabulary = (
    "language authoring analyze-conversations analyze-text projects resources :assign :unassign assign unassign jobs deployments " +
    "beta deviceManagement windowsAutopilotDeviceIdentities assignResourceAccountToDevice unassignResourceAccountFromDevice $metadata"
).split(" ");
/** Words of the services' own that are in every recording: a name that is one of them tells nothing. */
const ownWords = [
    ...vocabulary,
    "contoso.cognitiveservices.azure.com",
    "graph.microsoft.com",
    "/subscriptions/resourceGroups/providers/Microsoft.CognitiveServices/accounts/",
    "application/json; charset=utf-8",
    "notStarted running succeeded failed",
];
const plainQuery = new Set(["api-version", "top", "skip", "maxpagesize"]);

/** Replaces, in what was recorded of one target, whatever says whose it is. */
export function anonymise(target: LiveTarget, exchanges: readonly RawExchange[]): Exchange[] {
    const anonymiser = new Anonymiser(target);
    const replaced = exchanges.map((exchange) => anonymiser.exchange(exchange));
    // Names that came up late may stand in what came before.
    return anonymiser.sweep(replaced) as Exchange[];
}

class Anonymiser {
    private readonly placeholders = new Placeholders(ownWords);
    private readonly origins = new Map<string, string>();

    constructor(target: LiveTarget) {
        const { placeholders } = this;
        if (target.kind === "project") {
            this.setOrigin(target.project.endpoint, "https://contoso.cognitiveservices.azure.com");
            placeholders.set(target.project.projectName, "EmailApp");
            this.arm(target.member.azureResourceId);
            this.domain(target.member.customDomain);
        } else {
            this.setOrigin(graphRoot(target.device), "https://graph.microsoft.com");
            placeholders.set(target.account, "room-1@contoso.com");
            placeholders.guid(target.device.deviceId);
        }
    }

    exchange({ method, url, credential, body, response, failure }: RawExchange): Exchange {
        const request = {
            method,
            url: this.url(url),
            credential,
            body: body === undefined ? undefined : this.body(body),
        };
        if (!response) {
            return { request, failure };
        }
        const { status, headers, chunks } = response;
        return {
            request,
            response: { status, headers: this.headers(headers), body: this.body(Buffer.concat(chunks).toString()) },
        };
    }

    /** Whatever still holds a name is left out as a whole. */
    sweep(value: unknown): unknown {
        if (typeof value === "string") {
            return this.placeholders.isTelling(value) ? leftOut : value;
        }
        return mapJson(value, (member) => this.sweep(member));
    }

    private setOrigin(address: string, origin: string): void {
        const url = new URL(address);
        this.origins.set(url.origin, origin);
        // A loopback address names nobody, and an emulator's port is another each time.
        this.placeholders.set(url.host, new URL(origin).host);
        const [subdomain = ""] = url.hostname.split(".");
        if (/[a-z]/i.test(subdomain) && !new URL(origin).host.includes(subdomain)) {
            this.placeholders.set(subdomain, "contoso");
        }
    }

    private headers(headers: Record<string, string>): Record<string, string> {
        const kept = Object.entries(headers).filter(([name]) => !droppedHeaders.test(name));
        return Object.fromEntries(kept.map(([name, value]) => [name, this.header(name, value)]));
    }

    private header(name: string, value: string): string {
        if (urlHeaders.test(name)) {
            return this.url(value);
        }
        if (idHeaders.test(name)) {
            return this.placeholders.sentence(value);
        }
        return plainHeaders.test(name) ? value : leftOut;
    }

    private body(text: string): unknown {
        if (text === "") {
            return null;
        }
        const parsed = parseJson(text);
        return parsed.ok ? this.value(parsed.value, "") : `(${text.length} characters that are no JSON)`;
    }

    private value(value: unknown, property: string): unknown {
        if (typeof value === "string") {
            return this.text(value, property);
        }
        return Array.isArray(value)
            ? value.map((member) => this.value(member, property))
            : mapJson(value, (member, name) => this.value(member, name));
    }

    private text(value: string, property: string): string {
        if (value === "" || (plainProperties.test(property) && plainValue.test(value))) {
            return value;
        }
        if (armId.test(value)) {
            return this.arm(value);
        }
        if (/^https?:\/\//.test(value)) {
            return this.url(value);
        }
        if (jobId.test(value)) {
            return value.replace(jobId, (_, id: string, ticks = "") => this.placeholders.guid(id) + ticks);
        }
        if (property === "customDomain") {
            return this.domain(value);
        }
        if (property === "message" || property === "Message") {
            return this.placeholders.sentence(value);
        }
        return this.placeholders.for(property.replace(/\W/g, "") || "text", value);
    }

    private arm(id: string): string {
        return id.replace(
            armId,
            (whole, subscription: string, group: string, _provider: string, account: string, slash: string) => {
                const { placeholders } = this;
                const names = [
                    placeholders.guid(subscription),
                    placeholders.for("Group", group),
                    placeholders.for("Account", account),
                ];
                const [, , , , , , provider] = whole.split("/");
                const words = whole.split("/").filter((_, index) => [1, 3, 5, 7].includes(index));
                return `/${words[0]}/${names[0]}/${words[1]}/${names[1]}/${words[2]}/${provider}/${words[3]}/${names[2]}${slash}`;
            },
        );
    }

    /** A subdomain, or the host with the suffix that says which cloud it is. */
    private domain(domain: string): string {
        const [subdomain = "", ...suffix] = domain.split(".");
        return [this.placeholders.for("Account", subdomain), ...suffix].join(".");
    }

    private url(text: string): string {
        if (!URL.canParse(text)) {
            return leftOut;
        }
        const url = new URL(text);
        const origin = this.origins.get(url.origin) ?? `https://${this.placeholders.for("host", url.host)}`;
        const path = url.pathname.split("/").map((segment, index, all) => this.segment(segment, all[index - 1]));
        const query = [...url.searchParams].map(([name, value]) => `${name}=${plainQuery.has(name) ? value : leftOut}`);
        return `${origin}${path.join("/")}${query.length > 0 ? `?${query.join("&")}` : ""}`;
    }

    private segment(segment: string, before: string | undefined): string {
        if (before === "projects") {
            return this.placeholders.for("Project", decodeURIComponent(segment));
        }
        if (segment === "" || vocabulary.includes(segment)) {
            return segment;
        }
        return jobId.test(segment) ? this.text(segment, "") : this.placeholders.for("segment", segment);
    }
}

function mapJson(value: unknown, change: (member: unknown, name: string) => unknown): unknown {
    if (Array.isArray(value)) {
        return value.map((member) => change(member, ""));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(member, name)]));
}
