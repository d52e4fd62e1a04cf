import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The licences of packages, one after the other, each text under the names of all packages that have it. */
export function thirdPartyLicences(folders: readonly string[]): string {
    const namesByText = new Map<string, string[]>();
    for (const folder of folders) {
        const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
        const text = licenceText(folder) ?? `Licence: ${license}`;
        namesByText.set(text, [...(namesByText.get(text) ?? []), `${name} ${version}`]);
    }
    const parts = [...namesByText].map(([text, names]) => `${names.join("\n")}\n\n${text.trim()}\n`);
    return `This plugin contains the following packages.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

function licenceText(folder: string): string | undefined {
    const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
    const texts = files.sort().map((name) => readFileSync(path.join(folder, name), "utf8"));
    return texts.length > 0 ? texts.join("\n") : undefined;
}
