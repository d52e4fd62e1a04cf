import { status } from "@grpc/grpc-js";
import { readPublication } from "#plugin/publication";
import { ProviderService } from "#plugin/service";
import "#provider/host/services";
import "#provider/lifecycle/deviceResourceAccountBinding/verbs";
import "#provider/lifecycle/projectResourceAssignment/verbs";
import { isSecret, makeSecret } from "../../engine/deployment/property";
import { ProviderCalls } from "../../engine/deployment/providerCalls";
import { ProviderError } from "../../engine/deployment/providerError";
import { createUrn } from "../../engine/urn";
import { acrossBorder, type Properties, type ResourceRecord } from "../stackState";
import { type FrontEnd, FrontEndDefect, type FrontEndOptions, type Named, type PartialResource } from "./frontEnd";
import { inProcessClient } from "./inProcessClient";

const packageName = "azure-assignments";
const types = {
    assignment: `${packageName}:language:ProjectResourceAssignment`,
    binding: `${packageName}:devices:DeviceResourceAccountBinding`,
};

/** The plugin's service, called within this process; all messages are serialized, and an error is read from what gRPC would carry of it. */
export class PluginFrontEnd implements FrontEnd {
    private readonly service: ProviderService;
    private readonly calls: ProviderCalls;
    private readonly configured: Promise<void>;

    constructor({ config, ...host }: FrontEndOptions) {
        this.service = new ProviderService({ publication: readPublication(), host });
        this.calls = new ProviderCalls(Promise.resolve(inProcessClient(this.service.implementation())), true);
        this.configured = this.configure(config);
        this.configured.catch(() => undefined);
    }

    /** What `secretInputs` names travels as a program's secrets do. */
    async check(resource: Named, olds: Properties, { secretInputs = [], ...args }: Properties) {
        const isSecret = (name: string) => (secretInputs as string[]).includes(name);
        const entries = Object.entries(acrossBorder(args)).map(([name, value]) => [
            name,
            isSecret(name) ? makeSecret({ value }) : value,
        ]);
        await this.configured;
        return this.calls.check(urnOf(resource), olds, Object.fromEntries(entries));
    }

    async diff(old: ResourceRecord, inputs: Properties) {
        await this.configured;
        const { changes, ...diff } = await this.calls.diff(urnOf(old), old.id, old, inputs, []);
        if (changes === undefined) {
            throw new FrontEndDefect(
                "the plugin has no opinion on a difference: the engine would compare inputs as they are written",
            );
        }
        return { changes, ...diff };
    }

    async create(resource: Named, inputs: Properties) {
        await this.configured;
        return hiding(inputs, this.calls.create(urnOf(resource), inputs), ({ outputs }) => outputs);
    }

    async read(old: ResourceRecord) {
        await this.configured;
        const { inputs = {}, ...read } = await told(this.calls.read(urnOf(old), old.id, old));
        return { inputs, ...read };
    }

    async update(old: ResourceRecord, inputs: Properties) {
        await this.configured;
        return hiding(inputs, this.calls.update(urnOf(old), old.id, old, inputs), (outputs) => outputs);
    }

    async delete(old: ResourceRecord) {
        await this.configured;
        await told(this.calls.delete(urnOf(old), old.id, old));
    }

    abandon(): void {
        this.service.abandon();
    }

    interrupt(): void {
        void this.calls.cancel();
    }

    /** As the engine configures a default provider: with its own part of the stack's configuration, and the version. */
    private async configure(config: Readonly<Record<string, string>>): Promise<void> {
        const own = Object.entries(config).filter(([key]) => key.startsWith(`${packageName}:`));
        const settings = Object.fromEntries(own.map(([key, value]) => [key.slice(packageName.length + 1), value]));
        const urn = createUrn("test", "harness", `pulumi:providers:${packageName}`, "default");
        const { inputs, failures } = await this.calls.checkConfig(urn, {}, { ...settings, version: "0.0.0" });
        if (failures.length > 0) {
            throw new Error(failures.map(({ reason }) => reason).join("\n"));
        }
        await this.calls.configure(inputs);
    }
}

function urnOf({ name, kind }: Named): string {
    return createUrn("test", "harness", types[kind], name);
}

/** What a call brings, or leaves half done, with nothing in clear of what is secret among the inputs. */
async function hiding<T>(inputs: Properties, call: Promise<T>, outputsOf: (result: T) => Properties): Promise<T> {
    try {
        const result = await told(call);
        expectHidden(inputs, outputsOf(result));
        return result;
    } catch (error) {
        expectHidden(inputs, (error as Partial<PartialResource>).properties ?? {}, String(error));
        throw error;
    }
}

/** Ids and names of accounts are secrets that can be told from other texts. */
function expectHidden(inputs: Properties, outputs: Properties, message = ""): void {
    const secret = JSON.stringify(Object.values(inputs).filter(isSecret));
    const hidden = [...secret.matchAll(/"([^"]*[/@][^"]*)"/g)].map(([, text = ""]) => text.toLowerCase());
    const clear = Object.entries(outputs).filter(([, value]) => !isSecret(value));
    const shown = (JSON.stringify(clear) + message).toLowerCase();
    const found = hidden.filter((text) => shown.includes(text));
    if (found.length > 0) {
        throw new FrontEndDefect(`the plugin shows what is secret: ${found.join(", ")} in ${shown}`);
    }
}

/** An error of the plugin as the engine takes it. */
async function told<T>(call: Promise<T>): Promise<T> {
    try {
        return await call;
    } catch (error) {
        if (error instanceof ProviderError && error.partial) {
            const { id, outputs, reasons } = error.partial;
            throw Object.assign(error, { id, properties: outputs, reasons });
        }
        if (error instanceof ProviderError && error.code !== status.FAILED_PRECONDITION) {
            throw new FrontEndDefect(
                `an error's code is ${error.code}: the engine would not know that nothing changed: ${error.message}`,
            );
        }
        throw error;
    }
}
