import type { Emulator, EmulatorSeed } from "#emulator/index";
import type { Settings } from "./createStack";

/** How every token of the emulator begins: its header is always the same. */
const tokenStart = Buffer.from(JSON.stringify({ typ: "JWT", alg: "HS256" })).toString("base64url");
/** Shorter texts stand in too many places to mean anything. */
const shortest = 4;

/** What must be found nowhere, by what it is. */
export class Secrets {
    private readonly texts = new Map<string, string>();
    private readonly plain: string[];

    constructor({ identityHeader, languageKey }: Emulator, seed: EmulatorSeed) {
        this.texts.set(tokenStart, "a token");
        this.texts.set(identityHeader, "the identity header");
        this.texts.set(languageKey, "the Language key");
        for (const { deviceAccountPassword } of Object.values(seed.devices ?? {})) {
            if (typeof deviceAccountPassword === "string" && deviceAccountPassword !== "") {
                this.texts.set(deviceAccountPassword, "a device's password");
            }
        }
        this.plain = [JSON.stringify(seed.projects ?? {})];
    }

    /** Learns the values of secret settings; what also stands in a setting that is not secret is none. */
    learn(settings: Settings): void {
        const all = Object.values(settings);
        this.plain.push(...all.filter((setting) => !isSecret(setting)).map((setting) => JSON.stringify(setting)));
        const known = this.plain.join("\n").toLowerCase();
        for (const { value } of all.filter(isSecret)) {
            for (const text of leavesOf(parsed(value)).flatMap((leaf) => [
                leaf,
                leaf.slice(leaf.lastIndexOf("/") + 1),
            ])) {
                if (text.length >= shortest && !known.includes(text.toLowerCase()) && !this.texts.has(text)) {
                    this.texts.set(text, "a secret setting");
                }
            }
        }
    }

    /** What of it a text holds, as it is or encoded; empty where all is well. */
    foundIn(text: string): string[] {
        const lower = text.toLowerCase();
        return [...this.texts]
            .filter(([secret]) => formsOf(secret).some((form) => lower.includes(form.toLowerCase())))
            .map(([secret, what]) => `${what} (${secret})`);
    }
}

function isSecret(setting: unknown): setting is { value: string; secret: true } {
    return typeof setting === "object" && setting !== null && "secret" in setting;
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

function leavesOf(value: unknown): string[] {
    if (typeof value === "object" && value !== null) {
        return Object.values(value).flatMap(leavesOf);
    }
    return [String(value)];
}

function formsOf(secret: string): string[] {
    return [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64").replace(/=+$/, "")];
}
