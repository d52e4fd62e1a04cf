import { collectSecretTexts, redact } from "../validation/secretText";

/** Every secret text that this process has seen in inputs or states; kept out of all lines and errors by value. */
export class SecretTexts {
    private texts: string[] = [];

    /** Learns the values of the properties that are marked secret, and the names that sentences cut from them. */
    learn(properties: Record<string, unknown> | undefined): void {
        const { secretInputs } = properties ?? {};
        if (!properties || !Array.isArray(secretInputs) || secretInputs.length === 0) {
            return;
        }
        const found = collectSecretTexts(properties, secretInputs);
        const cut = found.map((text) => text.slice(text.lastIndexOf("/") + 1)).filter((text) => text.length >= 3);
        this.add([...found, ...cut]);
    }

    /** Adds texts that are secret wherever they stand. */
    add(texts: readonly string[]): void {
        this.texts = [...new Set([...this.texts, ...texts])];
    }

    /** The text with every known secret replaced by `[secret]`. */
    redact(text: string): string {
        return this.texts.length === 0 ? text : redact(text, this.texts);
    }
}
