import { type Emulator, type EmulatorOptions, type Fault, type StartOptions, startEmulator } from "../index.js";

/** An answer as a test looks at it. */
export interface Seen {
    readonly status: number;
    readonly headers: Headers;
    readonly text: string;
    /** The body as JSON.parse gives it; undefined where it is no JSON. */
    readonly json: ReturnType<typeof JSON.parse>;
}

/** What a request carries beside its path. */
export interface Sent {
    readonly body?: unknown;
    readonly headers?: Record<string, string>;
    readonly signal?: AbortSignal;
}

export const languageAudience = "https://cognitiveservices.azure.com";
export const graphAudience = "https://graph.microsoft.com";
export const preview = "2022-10-01-preview";
export const deviceId = "0D6F1B2C-1111-4222-8333-0123456789AB";
export const devices = "/beta/deviceManagement/windowsAutopilotDeviceIdentities";

/** The ARM id of an account. */
export function arm(account: string): string {
    return `/subscriptions/8ff1/resourceGroups/Rg/providers/Microsoft.CognitiveServices/accounts/${account}`;
}

/** A member as an assign body names it. */
export function member(account: string, region = "westeurope") {
    return {
        azureResourceId: arm(account),
        customDomain: `${account.toLowerCase()}.cognitiveservices.azure.com`,
        region,
    };
}

/** An emulator with a clock that the test moves, spoken to over HTTP. */
export class Harness {
    private readonly tokens = new Map<string, string>();

    private constructor(
        readonly emulator: Emulator,
        readonly clock: { now: number },
    ) {}

    static async start(options: StartOptions = {}): Promise<Harness> {
        const clock = { now: Date.UTC(2025, 0, 2, 3, 4, 5) };
        const emulator = await startEmulator({ now: () => clock.now, ...options });
        // Most tests ask once how a job stands.
        emulator.setOptions({ firstLook: "actual" });
        return new Harness(emulator, clock);
    }

    /** Speaks to an emulator that a test has started itself. */
    static of(emulator: Emulator, clock: { now: number }): Harness {
        return new Harness(emulator, clock);
    }

    async send(method: string, path: string, { body, headers = {}, signal }: Sent = {}): Promise<Seen> {
        const isText = typeof body === "string";
        const type: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
        const url = path.startsWith("http") ? path : `${this.emulator.url}${path}`;
        const response = await fetch(url, {
            method,
            headers: { ...type, ...headers },
            redirect: "manual",
            signal,
            ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, headers: response.headers, text, json: parse(text) };
    }

    async token(audience: string): Promise<string> {
        const known = this.tokens.get(audience);
        if (known) {
            return known;
        }
        const { identityEndpoint, identityHeader } = this.emulator;
        const path = `${identityEndpoint}?resource=${encodeURIComponent(audience)}&api-version=2019-08-01`;
        const { json } = await this.send("GET", path, { headers: { "X-IDENTITY-HEADER": identityHeader } });
        this.tokens.set(audience, json.access_token);
        return json.access_token;
    }

    async language(method: string, path: string, sent: Sent = {}): Promise<Seen> {
        const authorization = { Authorization: `Bearer ${await this.token(languageAudience)}` };
        return this.send(method, path, { ...sent, headers: { ...authorization, ...sent.headers } });
    }

    async graph(method: string, path: string, sent: Sent = {}): Promise<Seen> {
        const authorization = { Authorization: `Bearer ${await this.token(graphAudience)}` };
        return this.send(method, path, { ...sent, headers: { ...authorization, ...sent.headers } });
    }

    /** The path of an operation on the resources of a project. */
    path(operation = "", { name = "EmailApp", family = "analyze-conversations", version = preview } = {}): string {
        return `/language/authoring/${family}/projects/${name}/resources${operation}?api-version=${version}`;
    }

    assign(accounts: readonly string[], name?: string): Promise<Seen> {
        const body = { resourcesMetadata: accounts.map((account) => member(account)) };
        return this.language("POST", this.path("/:assign", { name }), { body });
    }

    unassign(accounts: readonly string[], name?: string): Promise<Seen> {
        return this.language("POST", this.path("/:unassign", { name }), {
            body: { assignedResourceIds: accounts.map(arm) },
        });
    }

    /** Looks at the job that an answer points to. */
    job(accepted: Seen): Promise<Seen> {
        return this.language("GET", accepted.headers.get("operation-location") ?? "absent");
    }

    seed(accounts: readonly string[] = [], name = "EmailApp"): void {
        this.emulator.putState({
            projects: { [`analyze-conversations/${name}`]: { resources: accounts.map((account) => member(account)) } },
            devices: { [deviceId]: { serialNumber: "SN-0001", displayName: "Room 1" } },
        });
    }

    options(options: Partial<EmulatorOptions>): void {
        this.emulator.setOptions(options);
    }

    faults(...faults: Fault[]): void {
        this.emulator.setFaults(faults);
    }

    /** The accounts that a project really has. */
    members(name = "EmailApp"): string[] {
        const project = this.emulator.state().projects[`analyze-conversations/${name}`];
        return (project?.resources ?? []).map(({ azureResourceId }) => azureResourceId.split("/").pop() ?? "");
    }
}

function parse(text: string): Seen["json"] {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
