import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ConfigValue } from "../../engine";
import { Encryption } from "./encryption";

/** Configuration by full key (`namespace:key`), in clear, with a mark on what is secret. */
export type Configuration = Map<string, { value: string; secret: boolean }>;

interface SettingsFile {
    project: string;
    stack: string;
    typescript: boolean;
    plugins?: Record<string, string>;
    salt: string;
    config: Record<string, { value: string } | { ciphertext: string }>;
}

/** What the test engine keeps of a stack beside its state, in `stack.json`; secret configuration is encrypted. */
export class StackSettings {
    readonly config: Configuration = new Map();

    private constructor(
        private readonly folder: string,
        readonly project: string,
        readonly stack: string,
        readonly typescript: boolean,
        readonly encryption: Encryption,
        /** Folders of provider plugins, by package. */
        readonly plugins: Readonly<Record<string, string>>,
    ) {}

    /** Makes the settings of a new stack. */
    static create(
        folder: string,
        passphrase: string,
        names: { project: string; stack: string; typescript: boolean; plugins?: Record<string, string> },
    ): StackSettings {
        const { project, stack, typescript, plugins = {} } = names;
        const encryption = new Encryption(passphrase);
        const settings = new StackSettings(folder, project, stack, typescript, encryption, plugins);
        settings.save();
        return settings;
    }

    /** Reads the settings of a stack. */
    static read(folder: string, passphrase: string): StackSettings {
        const file: SettingsFile = JSON.parse(readFileSync(path.join(folder, "stack.json"), "utf8"));
        const encryption = new Encryption(passphrase, file.salt);
        const { project, stack, typescript, plugins = {} } = file;
        const settings = new StackSettings(folder, project, stack, typescript, encryption, plugins);
        for (const [key, entry] of Object.entries(file.config)) {
            const isSecret = "ciphertext" in entry;
            const value = isSecret ? encryption.decrypt(entry.ciphertext) : entry.value;
            settings.config.set(key, { value, secret: isSecret });
        }
        return settings;
    }

    /** Sets configuration; a key without a namespace belongs to the project. */
    set(key: string, value: ConfigValue): void {
        const fullKey = key.includes(":") ? key : `${this.project}:${key}`;
        const entry = typeof value === "string" ? { value, secret: false } : value;
        this.config.set(fullKey, entry);
        this.save();
    }

    private save(): void {
        const config: SettingsFile["config"] = {};
        for (const [key, { value, secret }] of this.config) {
            config[key] = secret ? { ciphertext: this.encryption.encrypt(value) } : { value };
        }
        const { project, stack, typescript, plugins } = this;
        const file: SettingsFile = { project, stack, typescript, plugins, salt: this.encryption.salt, config };
        writeFileSync(path.join(this.folder, "stack.json"), `${JSON.stringify(file, null, 2)}\n`);
    }
}
