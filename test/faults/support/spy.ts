import type { PipelineRequest, HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { World } from "#emulator/world";
import { type PostKind, postKindOf, type Site } from "../table/sites";

/** What happens when the first request of a site is about to be sent. */
export interface Ambush {
    site: Site;
    strike: () => Promise<void> | void;
}

/** Stands between provider and services: knows what was sent, by whom it was signed, and what was asked for twice. */
export class Spy {
    /** Every credential that was sent, and must be told to nobody. */
    readonly secrets = new Set<string>();
    /** Changes that were asked for although they were there already. */
    readonly doubleWork: string[] = [];
    /** Whether the site of the ambush was reached. */
    struck = false;
    /** How many changes were asked for since the last `begin`. */
    posts = 0;
    /** What carries the requests. */
    inner: Transport;
    private ambush?: Ambush;
    private passed = 0;
    private last: PostKind | null = null;

    constructor(
        inner: Transport,
        private readonly world: World,
    ) {
        this.inner = inner;
    }

    /** Begins a new operation, with or without an ambush. */
    begin(ambush?: Ambush): void {
        this.ambush = ambush;
        this.struck = false;
        this.passed = 0;
        this.posts = 0;
        this.last = null;
    }

    readonly transport: Transport = {
        sendRequest: async (request) => {
            const path = request.url.slice(new URL(request.url).origin.length);
            const body = typeof request.body === "string" ? request.body : "";
            this.learnSecrets(request);
            if (this.ambush && !this.struck && this.isAt(this.ambush.site, request.method, path, body)) {
                this.struck = this.passed++ === (this.ambush.site.skips ?? 0);
                await (this.struck && this.ambush.strike());
            }
            if (request.method === "POST") {
                this.notePost(path, body);
            }
            return this.inner.sendRequest(request);
        },
    };

    private isAt({ method, pattern, after, inner, carries }: Site, sent: string, path: string, body: string): boolean {
        const inTime = after === undefined || after === this.last;
        if (inner) {
            return inTime && path.endsWith("/$batch") && new RegExp(pattern.replace("$", '"')).test(body);
        }
        return inTime && sent === method && new RegExp(pattern).test(path) && (!carries || body.includes(carries));
    }

    private learnSecrets(request: PipelineRequest): void {
        for (const name of ["authorization", "x-identity-header", "ocp-apim-subscription-key"]) {
            const value = request.headers.get(name);
            if (value) {
                this.secrets.add(value.replace(/^Bearer /, ""));
            }
        }
    }

    private notePost(path: string, body: string): void {
        const kind = postKindOf(path, body);
        if (!kind) {
            return;
        }
        this.posts += 1;
        this.last = kind;
        this.world.jobs.settle(this.world.now());
        if (kind === "assign" || kind === "unassign") {
            this.noteJob(kind, path, body);
        } else {
            this.noteActions(path, body);
        }
    }

    private noteJob(kind: "assign" | "unassign", path: string, body: string): void {
        const [, family, name = ""] = /authoring\/([^/]+)\/projects\/([^/]+)\//.exec(path) ?? [];
        const project = this.world.projects.get(`${family}/${decodeURIComponent(name)}`);
        const [items] = Object.values(JSON.parse(body) as Record<string, (string | { azureResourceId: string })[]>);
        for (const item of items ?? []) {
            const id = (typeof item === "string" ? item : item.azureResourceId).toLowerCase();
            const isThere = project?.members.current.some((member) => member.azureResourceId.toLowerCase() === id);
            if (project && isThere === (kind === "assign")) {
                this.doubleWork.push(`${kind} ${id}`);
            }
        }
    }

    private noteActions(path: string, body: string): void {
        const requests: { url: string; body?: unknown }[] = path.endsWith("/$batch")
            ? JSON.parse(body).requests
            : [{ url: path, body: body === "" ? undefined : JSON.parse(body) }];
        for (const { url, body: account } of requests) {
            const [, id = "", action] = /windowsAutopilotDeviceIdentities\/([0-9a-f-]+)\/(\w+)$/i.exec(url) ?? [];
            const device = this.world.devices.get(id.toLowerCase());
            const wanted = (account as { userPrincipalName: string } | undefined)?.userPrincipalName;
            // Where nothing was ever seen of an account, unbinding is the only way to be sure of none.
            if (device && wanted && device.account.current?.userPrincipalName === wanted) {
                this.doubleWork.push(`${action} ${id} ${wanted}`);
            }
        }
    }
}
