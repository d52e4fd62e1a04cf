import { expect } from "chai";
import {
    type Emulator,
    type EmulatorOptions,
    type EmulatorSeed,
    type Fault,
    type RequestEntry,
    startEmulator,
} from "#emulator/index";
import type { Changes, ConfigValue, Engine, Operation, RunOptions, RunResult, Stack } from "../../engine/engine";
import type { StoredResource } from "../../engine/stackState";
import { accountsOf, boundTo, type Held, heldIn } from "./held";
import { type Post, postsIn } from "./sent";

/** Configuration of a program: text as it is, `secret(...)` encrypted, anything else as JSON. */
export type Settings = Record<string, unknown>;

/** What an operation is to send, in any order; `"any"` where that depends on how the engine times its calls. */
export type Posts = readonly Post[] | "any";

/** What a scenario starts from. */
export interface SceneOptions {
    /** Absolute path of the compiled program's folder. */
    program: string;
    /** What the services hold at first. */
    seed: EmulatorSeed;
    /** How the services answer what is undocumented, and the like. */
    options?: Partial<EmulatorOptions>;
    /** The program's configuration, besides `endpoint` and `graphEndpoint`, both of which are the emulator. */
    config?: Settings | ((emulator: Emulator) => Settings);
    /** Environment of the program and the provider. */
    env?: (emulator: Emulator) => Record<string, string>;
    /** How many resource operations may run at once. */
    parallel?: number;
}

/** An operation's outcome with what it sent. */
export interface Ran extends RunResult {
    /** The requests that change something, in the order in which they arrived. */
    posts: Post[];
    /** Every request, those for tokens too. */
    requests: RequestEntry[];
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

    private constructor(
        private readonly engine: Engine,
        readonly emulator: Emulator,
        readonly stack: Stack,
        private readonly options: SceneOptions,
    ) {
        this.left = this.held();
    }

    /** Starts the emulator and makes the stack, empty. */
    static async start(engine: Engine, options: SceneOptions): Promise<Scene> {
        const emulator = await startEmulator();
        try {
            emulator.putState(options.seed);
            emulator.setOptions(options.options ?? {});
            return new Scene(engine, emulator, await createStack(engine, emulator, options), options);
        } catch (error) {
            await emulator.close();
            throw error;
        }
    }

    /** Changes the program's configuration. */
    async set(settings: Settings): Promise<void> {
        for (const [name, setting] of Object.entries(settings)) {
            await this.stack.setConfig(name, configValue(setting));
        }
    }

    /** Previews; expects exactly these changes (unchanged resources not counted) and that nothing is sent. */
    preview(changes: Changes, options?: RunOptions): Promise<Ran> {
        return this.succeed("preview", changes, [], options);
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
    async fail(operation: Operation, says: (string | RegExp)[], posts: Posts = []): Promise<Ran> {
        const ran = await this.run(operation);
        expect(ran.ok, `${operation} succeeds`).to.equal(false);
        for (const text of says) {
            expectText(ran.output, text);
        }
        expectPosts(ran, posts);
        return ran;
    }

    /** Runs an operation, whatever comes of it. */
    async run(operation: Operation, options?: RunOptions): Promise<Ran> {
        const before = this.emulator.state().requests.length;
        const result = await this.stack[operation](options);
        const requests = this.emulator.state().requests.slice(before);
        this.last = { ...result, requests, posts: postsIn(requests) };
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
            await createStack(this.engine, this.emulator, options),
            options,
        );
        this.neighbours.push(neighbour.stack);
        return neighbour;
    }

    /** Deletes all files and stops the emulator. */
    async close(): Promise<void> {
        await Promise.all([this.stack, ...this.neighbours].map((stack) => stack.remove()));
        await this.emulator.close();
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

function createStack(engine: Engine, emulator: Emulator, options: SceneOptions): Promise<Stack> {
    const { program, config, env, parallel } = options;
    const own = typeof config === "function" ? config(emulator) : config;
    const settings: Settings = { endpoint: emulator.url, graphEndpoint: emulator.url, ...own };
    return engine.createStack({
        program,
        config: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, configValue(value)])),
        env: { ...signIn(emulator), ...env?.(emulator) },
        parallel,
    });
}

/** Signs in at the emulator, whatever else the environment that runs the tests offers. */
function signIn({ identityEndpoint, identityHeader }: Emulator): Record<string, string> {
    return {
        AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
        AZURE_LANGUAGE_ENDPOINT: "",
        AZURE_LANGUAGE_KEY: "",
        IDENTITY_ENDPOINT: identityEndpoint,
        IDENTITY_HEADER: identityHeader,
    };
}

/** A value that is kept encrypted. */
export function secret(value: unknown): ConfigValue {
    return { value: asText(value), secret: true };
}

function configValue(setting: unknown): ConfigValue {
    const isSecret = typeof setting === "object" && setting !== null && "secret" in setting;
    return isSecret ? (setting as ConfigValue) : asText(setting);
}

function asText(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
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
