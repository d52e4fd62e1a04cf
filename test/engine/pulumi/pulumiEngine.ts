import type { Engine, Stack, StackOptions } from "../engine";
import { findPulumiCli, type PulumiCli } from "./pulumiCli";
import { PulumiStack } from "./pulumiStack";

/** Pulumi's own engine, or undefined where no CLI is installed. */
export async function pulumiEngine(env: NodeJS.ProcessEnv = process.env): Promise<Engine | undefined> {
    const cli = await findPulumiCli(env);
    return cli && new PulumiEngine(cli);
}

class PulumiEngine implements Engine {
    readonly name = "pulumi";
    readonly version: string;
    readonly description: string;

    constructor(private readonly cli: PulumiCli) {
        this.version = String(cli.version);
        this.description = `Pulumi ${this.version} (${cli.command})`;
    }

    createStack(options: StackOptions): Promise<Stack> {
        return PulumiStack.create(this.cli, options);
    }
}
