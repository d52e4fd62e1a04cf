import { ScriptProcess } from "../providers/childProcess";
import type { Configuration } from "../state/stackSettings";

/** How a program is run. */
export interface ProgramOptions {
    folder: string;
    project: string;
    stack: string;
    isPreview: boolean;
    typescript: boolean;
    parallel: number;
    monitorAddress: string;
    engineAddress: string;
    config: Configuration;
    env: Record<string, string>;
    onStdout: (line: string) => void;
    onStderr: (line: string) => void;
}

/** Starts a program as Pulumi's language host for Node.js does. */
export function startProgram(options: ProgramOptions): ScriptProcess {
    const { folder, project, stack, config, env, onStdout, onStderr } = options;
    const args = [
        ...["--monitor", options.monitorAddress],
        ...["--engine", options.engineAddress],
        ...["--organization", "organization"],
        ...["--project", project],
        ...["--root-directory", folder],
        ...["--stack", stack],
        ...["--pwd", folder],
        ...(options.isPreview ? ["--dry-run"] : []),
        ...["--parallel", String(options.parallel)],
        ".",
    ];
    return new ScriptProcess({
        script: require.resolve("@pulumi/pulumi/cmd/run", { paths: [folder] }),
        args,
        cwd: folder,
        env: {
            ...env,
            PULUMI_CONFIG: JSON.stringify(Object.fromEntries([...config].map(([key, { value }]) => [key, value]))),
            PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys(config)),
            ...(options.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
        },
        ownGroup: true,
        onStdout,
        onStderr,
    });
}

function secretKeys(config: Configuration): string[] {
    return [...config].filter(([, { secret }]) => secret).map(([key]) => key);
}
