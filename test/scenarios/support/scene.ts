import { expect } from "chai";
import { type Emulator, type Fault, type RequestEntry, startEmulator } from "#emulator/index";
import type { Changes, Engine, Operation, RunOptions, RunResult, Stack } from "../../engine/engine";
import type { StoredResource } from "../../engine/stackState";
import { configValue, createStack, type SceneOptions, type Settings } from "./createStack";
import { accountsOf, boundTo, type Held, heldIn } from "./held";
import { SceneLogs } from "./sceneLogs";
import { Secrets } from "./secrets";
import { type Post, postsIn } from "./sent";

/** What an operation is to send, in any order; `"any"` where that depends on how the engine times its calls. */
export type Posts = readonly Post[] | "any";

/** An operation's outcome with what it sent. */
export interface Ran extends RunResult {
    /** The requests that change something, in the order in which they arrived. */
    posts: Post[];
    /** Every request, those for tokens too. */
    requests: RequestEntry[];
    /** What the Azure libraries and Pulumi's engine logged, by file. */
    logs: Record<string, string>;
}

/** A scenario under way: a stack, and an emulator of its own that it talks to. */
export class Scene {
    /** What the services must hold after the last destroy: at first what they held before. */
    readonly left: Held;
    /** The last operation's outcome. */
    last?: Ran;
    /** Whether `end` has run. */
    ended = false;
    private readonly neighbours: Stack[] = [];
    private readonly secrets: Secrets;

    private constructor(
        private readonly engine: Engine,
        readonly emulator: Emulator,
        readonly stack: Stack,
        private readonly options: SceneOptions,
        private readonly logs: SceneLogs,
    ) {
        this.left = this.held();
        this.secrets = new Secrets(emulator, options.seed);
        this.secrets.learn(ownSettings(options, emulator));
    }

    /** Starts the emulator and makes the stack, empty. */
    static async start(engine: Engine, options: SceneOptions): Promise<Scene> {
        const emulator = await (options.emulator ?? startEmulator)();
        const logs = new SceneLogs();
        try {
            emulator.putState(options.seed);
            emulator.setOptions(options.options ?? {});
            return new Scene(engine, emulator, await createStack(engine, emulator, options, logs), options, logs);
        } catch (error) {
            logs.remove();
            await emulator.close();
            throw error;
        }
    }

    /** Changes the program's configuration. */
    async set(settings: Settings): Promise<void> {
        this.secrets.learn(settings);
        for (const [name, setting] of Object.entries(settings)) {
            await this.stack.setConfig(name, configValue(setting));
        }
    }

    /** Previews; expects exactly these changes (unchanged resources not counted) and that nothing is sent. */
    preview(changes: Changes): Promise<Ran> {
        return this.succeed("preview", changes, []);
    }

    /** Brings the stack up; expects exactly these changes (unchanged resources not counted) and these requests, in any order. */
    up(changes: Changes, posts: Posts = [], options?: RunOptions): Promise<Ran> {
        return this.succeed("up", changes, posts, options);
    }

    /** Refreshes; expects exactly these changes and that nothing is changed at the services. */
    refresh(changes: Changes): Promise<Ran> {
        return this.succeed("refresh", changes, []);
    }

    /** Destroys all; expects exactly so many deletes and these requests, in any order. */
    destroy(changes: Changes, posts: Posts = []): Promise<Ran> {
        return this.succeed("destroy", changes, posts);
    }

    /** Runs an operation that must fail, having sent exactly these requests, and say each of these. */
    async fail(operation: Operation, says: (string | RegExp)[], posts: Posts = [], options?: RunOptions): Promise<Ran> {
        const ran = await this.run(operation, options);
        expect(ran.ok, `${operation} succeeds`).to.equal(false);
        for (const text of says) {
            expectText(ran.output, text);
        }
        expectPosts(ran, posts);
        return ran;
    }

    /** Runs an operation, whatever comes of it; whatever comes of it, no secret may be seen of it anywhere. */
    async run(operation: Operation, options?: RunOptions): Promise<Ran> {
        const before = this.emulator.state().requests.length;
        const result = await this.stack[operation](options);
        const requests = this.emulator.state().requests.slice(before);
        this.last = { ...result, requests, posts: postsIn(requests), logs: this.logs.take() };
        await this.expectNoSecrets(this.last);
        return this.last;
    }

    /** What the services hold now. */
    held(): Held {
        return heldIn(this.emulator.state());
    }

    /** The account names of a project's members, sorted. */
    accounts(project: string): string[] {
        return accountsOf(this.held(), project);
    }

    /** The UPN that is bound to a device, or null. */
    bound(deviceId: string): string | null {
        return boundTo(this.held(), deviceId);
    }

    /** Changes what the services hold as a person would, past the stack. */
    outside(change: (held: Held) => void): void {
        const held = this.held();
        change(held);
        this.emulator.putState(held);
    }

    /** Makes the next requests that match go wrong. */
    faults(...faults: Fault[]): void {
        this.emulator.setFaults(faults);
    }

    /** Marks a resource in the state as tainted, as `pulumi state taint` does, or takes the mark away. */
    async taint(name: string, taint = true): Promise<void> {
        const { resources, ...rest } = await this.stack.exportState();
        const marked = resources.map((resource) => (resource.name === name ? { ...resource, taint } : resource));
        await this.stack.importState({ ...rest, resources: marked });
    }

    /** Takes resources out of the state, as `pulumi state delete` does. */
    async forget(...names: string[]): Promise<void> {
        const { resources, ...rest } = await this.stack.exportState();
        await this.stack.importState({ ...rest, resources: resources.filter(({ name }) => !names.includes(name)) });
    }

    /** The stored resource of that name. */
    async stored(name: string): Promise<StoredResource | undefined> {
        return (await this.stack.exportState()).resources.find((resource) => resource.name === name);
    }

    /** Names of all stored resources. */
    async storedNames(): Promise<string[]> {
        return (await this.stack.exportState()).resources.map(({ name }) => name).sort();
    }

    /**
     * The end of every scenario: an up that changes nothing, and a destroy that leaves what was there before. It follows
     * by itself on steps that do not call it.
     */
    async end(): Promise<{ repeated: Ran; destroyed: Ran }> {
        this.ended = true;
        const repeated = await this.up({});
        const destroyed = await this.run("destroy");
        expect(destroyed.ok, "destroy succeeds").to.equal(true);
        expect(await this.storedNames(), "resources in the state after destroy").to.deep.equal([]);
        expect(this.held(), "what the services hold after destroy").to.deep.equal(this.left);
        return { repeated, destroyed };
    }

    /** A second stack of the same program beside this one, at the same services. */
    async beside(config: Settings): Promise<Scene> {
        const options = { ...this.options, config };
        const neighbour = new Scene(
            this.engine,
            this.emulator,
            await createStack(this.engine, this.emulator, options, this.logs),
            options,
            this.logs,
        );
        this.neighbours.push(neighbour.stack);
        return neighbour;
    }

    /** Deletes all files and stops the emulator. */
    async close(): Promise<void> {
        await Promise.all([this.stack, ...this.neighbours].map((stack) => stack.remove()));
        this.logs.remove();
        await this.emulator.close();
    }

    /** Looks for secrets in all that an operation leaves: files of the state, what is printed, and what is logged. */
    private async expectNoSecrets({ output, diagnostics, steps, logs }: Ran): Promise<void> {
        const places = {
            "the state": await this.stack.rawState(),
            "the output": output,
            "the messages": JSON.stringify([diagnostics, steps]),
            ...logs,
        };
        for (const [place, text] of Object.entries(places)) {
            expect(this.secrets.foundIn(text), `secrets in ${place}`).to.deep.equal([]);
        }
    }

    private async succeed(operation: Operation, changes: Changes, posts: Posts, options?: RunOptions): Promise<Ran> {
        const ran = await this.run(operation, options);
        const { same: _, ...changed } = ran.changes;
        expect(ran.ok, `${operation} succeeds`).to.equal(true);
        expect(changed, `changes of ${operation}`).to.deep.equal(changes);
        expectPosts(ran, posts);
        return ran;
    }
}

function ownSettings({ config = {} }: SceneOptions, emulator: Emulator): Settings {
    return typeof config === "function" ? config(emulator) : config;
}

function expectText(output: string, text: string | RegExp): void {
    if (typeof text === "string") {
        expect(output).to.include(text);
    } else {
        expect(output).to.match(text);
    }
}

function expectPosts(ran: Ran, posts: Posts): void {
    if (posts !== "any") {
        expect([...ran.posts].sort(), "requests that change something").to.deep.equal([...posts].sort());
    }
}
