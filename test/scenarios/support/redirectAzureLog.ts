// Loaded before everything else in the processes of a scenario: what the Azure libraries log at AZURE_LOG_LEVEL=verbose goes to
// a file that is searched for secrets, so that what is printed stays as users see it.
import { appendFileSync } from "node:fs";

const file = process.env.SCENE_AZURE_LOG;
const write = process.stderr.write.bind(process.stderr);

if (file) {
    process.stderr.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
        const isAzures = typeof chunk === "string" && chunk.startsWith("azure:");
        if (isAzures) {
            appendFileSync(file, chunk);
            return true;
        }
        return (write as (...args: unknown[]) => boolean)(chunk, ...rest);
    };
}
