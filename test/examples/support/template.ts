import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../packaging/support/repository";

/** The folder of the template. */
export const template = join(repository, "templates", "azure-assignments-typescript");

/** What somebody answers to `pulumi new`. */
export const answers: Readonly<Record<string, string>> = { PROJECT: "my-assignments", DESCRIPTION: "What I assign" };

/** What `pulumi new` does: copies the files, fills the answers in, and takes the section `template` out of `Pulumi.yaml`. */
export function instantiate(target: string): void {
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(template)) {
        const text = readFileSync(join(template, name), "utf8").replace(
            /\$\{(PROJECT|DESCRIPTION)\}/g,
            (_, key: string) => answers[key] ?? "",
        );
        const own = name === "Pulumi.yaml" ? text.replace(/^template:\n(?: .*\n)+/m, "") : text;
        writeFileSync(join(target, name), own);
    }
}
