import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from "@azure/core-rest-pipeline";
import { memberOf, project } from "../support/names";
import type { SimulatedServices } from "./simulatedServices";

/** How long the official clients wait between two polls where the service asks for nothing. */
const pollIntervalInMs = 30_000;
/** What a throttled client without a `Retry-After` is taken to wait. */
const defaultPauseInMs = 10_000;
const scope = "https://cognitiveservices.azure.com/.default";
const query = "?api-version=2022-10-01-preview";

/**
 * What people do today: each resource runs a job of its own through the official client, which looks at once and then
 * every 30 s. In its favour it signs in once, and is taken to outlast throttling, however long (the client itself gives
 * up after three tries).
 */
export class OneJobEach {
    private token?: Promise<{ token: string }>;
    private readonly lags: number[] = [];

    constructor(private readonly services: SimulatedServices) {}

    /** How long after their ends the ends of jobs were noticed. */
    get lagsInMs(): readonly number[] {
        return this.lags;
    }

    /** Assigns the member of that number. */
    assign(index: number): Promise<void> {
        return this.run("assign", { resourcesMetadata: [memberOf(index)] });
    }

    /** Unassigns the member of that number. */
    unassign(index: number): Promise<void> {
        return this.run("unassign", { assignedResourceIds: [memberOf(index).azureResourceId] });
    }

    private async run(verb: "assign" | "unassign", body: unknown): Promise<void> {
        const resources = `${this.services.emulator.url}/language/authoring/${project.key.replace("/", "/projects/")}/resources`;
        const started = await this.send("POST", `${resources}/:${verb}${query}`, body);
        const location = started.headers.get("operation-location") ?? "";
        while (!(await this.hasEnded(location))) {
            await this.services.clock.sleep(pollIntervalInMs);
        }
    }

    private async hasEnded(location: string): Promise<boolean> {
        const { jobId, status } = await readJson(await this.send("GET", location));
        if (status === "notStarted" || status === "running") {
            return false;
        }
        const { clock, emulator } = this.services;
        const end = emulator.world.jobs.list().find((job) => job.jobId === jobId)?.end;
        if (end?.status !== "succeeded") {
            throw new Error(`job ${jobId} ended "${status}"`);
        }
        this.lags.push(clock.now() - end.at);
        return true;
    }

    /** Sends until the service takes it. */
    private async send(method: "GET" | "POST", url: string, body?: unknown): Promise<PipelineResponse> {
        for (;;) {
            const response = await this.services.emulator.transport.sendRequest(
                createPipelineRequest({
                    url,
                    method,
                    headers: createHttpHeaders({
                        Authorization: `Bearer ${await this.signIn()}`,
                        "Content-Type": "application/json",
                    }),
                    body: body === undefined ? undefined : JSON.stringify(body),
                }),
            );
            if (response.status !== 429) {
                return expectGood(response);
            }
            const seconds = Number(response.headers.get("retry-after"));
            await this.services.clock.sleep(seconds > 0 ? seconds * 1000 : defaultPauseInMs);
        }
    }

    private async signIn(): Promise<string> {
        this.token ??= this.services
            .createCredential("https://login.microsoftonline.com")
            .then((credential) => credential.getToken(scope, new AbortController().signal));
        return (await this.token).token;
    }
}

function expectGood(response: PipelineResponse): PipelineResponse {
    if (response.status >= 300) {
        throw new Error(`${response.request.method} ${response.request.url} was answered ${response.status}`);
    }
    return response;
}

async function readJson(response: PipelineResponse): Promise<{ jobId: string; status: string }> {
    let text = "";
    for await (const chunk of response.readableStreamBody ?? []) {
        text += chunk;
    }
    return JSON.parse(text);
}
